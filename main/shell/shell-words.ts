import type { DeskAction } from '../../shared/desk-keys.ts';
import type { Language } from '../../shared/desktop-bridge.ts';

export interface ShellWords {
  applicationName: string;
  menu: {
    file: string; hallDisplay: string; kiosk: string; dataFolder: string; quit: string;
    edit: string; undo: string; redo: string; cut: string; copy: string; paste: string; selectAll: string;
    counter: string;
    view: string; zoomIn: string; zoomOut: string; actualSize: string; fullScreen: string; reload: string; developerTools: string;
    window: string; minimise: string;
    help: string; about: string;
  };
  actions: Record<DeskAction, string>;
  windowTitles: { desk: string; hall: string; kiosk: string };
  fault: {
    windowTitle: string; tryAgain: string; showFolder: string; quit: string; code: string;
    stopsAgain: { title: string; text: string };
    pageStopsAgain: { title: string; text: string };
  };
}

const chinese: ShellWords = {
  applicationName: '网点服务台',
  menu: {
    file: '文件(&F)', hallDisplay: '大厅显示屏', kiosk: '取号机窗口', dataFolder: '打开数据文件夹', quit: '退出',
    edit: '编辑(&E)', undo: '撤销', redo: '重做', cut: '剪切', copy: '复制', paste: '粘贴', selectAll: '全选',
    counter: '柜面(&C)',
    view: '视图(&V)', zoomIn: '放大', zoomOut: '缩小', actualSize: '实际大小', fullScreen: '全屏', reload: '重新载入', developerTools: '开发者工具',
    window: '窗口(&W)', minimise: '最小化',
    help: '帮助(&H)', about: '关于网点服务台',
  },
  actions: {
    callNext: '叫号', startServing: '开始办理', recall: '重呼', noShow: '过号', hold: '挂起', transfer: '转移', finish: '办结并请评价',
    addBusiness: '添加业务', printSlip: '打印一次性告知', findCustomer: '查找客户', unmask: '查看客户完整信息', archive: '客户档案', complaint: '受理投诉', issueTicket: '代客取号', window: '本窗口', find: '查找', help: '按键一览', lock: '锁定',
  },
  windowTitles: { desk: '网点服务台', hall: '大厅显示屏', kiosk: '取号机' },
  fault: {
    windowTitle: '网点服务台无法启动', tryAgain: '重试', showFolder: '打开数据文件夹', quit: '退出', code: '代码',
    stopsAgain: {
      title: '网点服务反复停止',
      text: '网点服务在一分钟内多次停止，已不再自动重启。已确认的业务都已保存，不会丢失。\n请先点“重试”；仍不行时请重新启动电脑；再不行请把数据文件夹中的日志交给技术支持。请不要删除数据文件夹。',
    },
    pageStopsAgain: {
      title: '窗口反复停止',
      text: '窗口在一分钟内多次停止，已不再自动打开。已确认的业务都已保存，不会丢失。\n请先点“重试”；仍不行时请重新启动电脑。',
    },
  },
};

const english: ShellWords = {
  applicationName: 'Branch Desk',
  menu: {
    file: '&File', hallDisplay: 'Hall display', kiosk: 'Kiosk window', dataFolder: 'Open the data folder', quit: 'Quit',
    edit: '&Edit', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all',
    counter: '&Counter',
    view: '&View', zoomIn: 'Zoom in', zoomOut: 'Zoom out', actualSize: 'Actual size', fullScreen: 'Full screen', reload: 'Reload', developerTools: 'Developer tools',
    window: '&Window', minimise: 'Minimise',
    help: '&Help', about: 'About Branch Desk',
  },
  actions: {
    callNext: 'Call next', startServing: 'Start serving', recall: 'Recall', noShow: 'No-show', hold: 'Hold', transfer: 'Transfer', finish: 'Finish and ask for a rating',
    addBusiness: 'Add business', printSlip: 'Print what is missing', findCustomer: 'Find the customer', unmask: 'Customer’s data unmasked', archive: 'Customer’s files', complaint: 'Take a complaint in', issueTicket: 'Issue a ticket', window: 'My window', find: 'Find', help: 'All keys', lock: 'Lock',
  },
  windowTitles: { desk: 'Branch Desk', hall: 'Hall display', kiosk: 'Kiosk' },
  fault: {
    windowTitle: 'Branch Desk cannot start', tryAgain: 'Try again', showFolder: 'Open the data folder', quit: 'Quit', code: 'Code',
    stopsAgain: {
      title: 'The branch service stops again and again',
      text: 'The branch service stopped several times within a minute and is no longer started by itself. Everything that was confirmed is saved; nothing is lost.\nPress “Try again” first. If that does not help, restart the computer. If it still stops, give the logs in the data folder to your technical support. Do not delete the data folder.',
    },
    pageStopsAgain: {
      title: 'The window stops again and again',
      text: 'The window stopped several times within a minute and is no longer opened by itself. Everything that was confirmed is saved; nothing is lost.\nPress “Try again” first. If that does not help, restart the computer.',
    },
  },
};

/** Any Chinese gets Chinese; every other language reads English more likely. */
export function chooseLanguage(locale: string): Language {
  return /^zh\b/i.test(locale) ? 'zh-CN' : 'en';
}

export function wordsFor(language: Language): ShellWords {
  return language === 'en' ? english : chinese;
}

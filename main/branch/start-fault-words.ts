import type { Language } from '../../shared/desktop-bridge.ts';
import type { StartFault } from '../database/start-fault.ts';

interface Words { title: string; text: string }
type Details = Record<string, string>;

/** What a person reads when the branch service cannot start: what happened, that nothing is lost, what to do. */
export function wordsForStartFault({ code, details }: Pick<StartFault, 'code' | 'details'>, language: Language): Words {
  return words[code][language](details);
}

const words: Record<StartFault['code'], Record<Language, (details: Details) => Words>> = {
  FOLDER_READ_ONLY: {
    'zh-CN': ({ folder }) => ({ title: '数据文件夹不可写', text: `无法写入 ${folder}。数据未受影响。请检查该文件夹的权限或磁盘是否只读,或用 --data 指定其他文件夹,然后重试。` }),
    en: ({ folder }) => ({ title: 'The data folder cannot be written', text: `Cannot write to ${folder}. The data is untouched. Check the folder’s permissions and whether the disk is read-only, or name another folder with --data, then try again.` }),
  },
  DISK_FULL: {
    'zh-CN': ({ folder }) => ({ title: '磁盘已满', text: `${folder} 所在磁盘已满,业务服务无法启动。数据未丢失。请清理磁盘空间后重试。` }),
    en: ({ folder }) => ({ title: 'The disk is full', text: `The disk that holds ${folder} is full, so the branch service cannot start. Nothing is lost. Free some space and try again.` }),
  },
  ALREADY_RUNNING: {
    'zh-CN': ({ folder }) => ({ title: '已在运行', text: `另一个网点服务正在使用 ${folder}。请使用已打开的窗口,或先关闭它。` }),
    en: ({ folder }) => ({ title: 'Already running', text: `Another branch service is using ${folder}. Use the window that is open, or close it first.` }),
  },
  PORT_IN_USE: {
    'zh-CN': ({ port }) => ({ title: '端口被占用', text: `本机 ${port} 端口已被其他程序占用。请关闭该程序,或用 --port 指定其他端口,例如 --port 4811。` }),
    en: ({ port }) => ({ title: 'The port is in use', text: `Another program on this machine uses port ${port}. Close it, or name another port with --port, for instance --port 4811.` }),
  },
  DATABASE_DAMAGED: {
    'zh-CN': ({ setAside }) => ({ title: '数据库已损坏', text: `数据库文件已损坏,且没有可用的备份。原文件已完整保留为 ${setAside},没有删除任何内容。请联系技术支持;若要先以空网点营业,可用 --data 指定新的文件夹。` }),
    en: ({ setAside }) => ({ title: 'The database is damaged', text: `The database file is damaged and no backup is usable. It is kept whole as ${setAside}; nothing was deleted. Ask support for help; to work meanwhile with an empty branch, name a new folder with --data.` }),
  },
  SCHEMA_TOO_NEW: {
    'zh-CN': () => ({ title: '数据来自更新的版本', text: '这里的数据由更新版本的程序写入,本版本不会改动它。请安装最新版本后再打开。' }),
    en: () => ({ title: 'The data is from a newer version', text: 'A newer version of this program wrote the data here; this version leaves it untouched. Install the newest version, then open it again.' }),
  },
  SCHEMA_DIFFERS: {
    'zh-CN': () => ({ title: '数据结构不符', text: '这里的数据库结构与本程序的记录不一致,可能来自测试版本。数据未被改动。请联系技术支持,或用 --data 指定其他文件夹。' }),
    en: () => ({ title: 'The data has another shape', text: 'The database here differs from what this program made; it may come from a trial version. It was not changed. Ask support for help, or name another folder with --data.' }),
  },
  NOT_OUR_DATABASE: {
    'zh-CN': ({ file }) => ({ title: '不是本程序的数据', text: `${file} 属于其他程序,未作任何改动。请用 --data 指定其他文件夹。` }),
    en: ({ file }) => ({ title: 'Not our data', text: `${file} belongs to another program and was not changed. Name another folder with --data.` }),
  },
};

import type { Role } from './staff.ts';

/**
 * The people of the demonstration branch. Their password is no secret: it is printed on the sign-in page of a
 * demonstration branch, whose data are invented throughout.
 */
export const demonstrationPassword = 'wangdian-demo';

export interface DemonstrationAccount {
  loginName: string;
  name: string;
  roles: Role[];
}

/**
 * The first clerk is free to open a window; the others are at work when the demonstration begins. Two archivists and two
 * managers: a destruction takes a proposer and three others who sign, two of them managers.
 */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { loginName: 'limin', name: '李敏', roles: ['clerk'] },
  { loginName: 'chenjing', name: '陈静', roles: ['manager'] },
  { loginName: 'zhoujianguo', name: '周建国', roles: ['administrator'] },
  { loginName: 'hezhiyuan', name: '何志远', roles: ['auditor'] },
  { loginName: 'songjia', name: '宋佳', roles: ['archivist'] },
  { loginName: 'dengyuhong', name: '邓玉红', roles: ['archivist'] },
  { loginName: 'tangzhigang', name: '唐志刚', roles: ['manager'] },
  { loginName: 'wanglei', name: '王磊', roles: ['clerk'] },
  { loginName: 'zhangxiaoyan', name: '张晓燕', roles: ['clerk'] },
  { loginName: 'liuyang', name: '刘洋', roles: ['clerk'] },
  { loginName: 'zhaomin', name: '赵敏', roles: ['clerk'] },
  { loginName: 'sunhaoran', name: '孙浩然', roles: ['clerk'] },
  { loginName: 'wuting', name: '吴婷', roles: ['clerk'] },
  { loginName: 'ouyangqing', name: '欧阳青', roles: ['clerk'] },
  { loginName: 'huangzhiqiang', name: '黄志强', roles: ['clerk'] },
  { loginName: 'shanlihua', name: '单丽华', roles: ['clerk'] },
];

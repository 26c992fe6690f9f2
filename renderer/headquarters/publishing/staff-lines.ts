import { loginName, roles, type Role } from '../../../shared/staff.ts';
import type { BodyOf } from './editor-props.ts';

type Person = BodyOf<'staff'>['staff'][number];
export interface StaffFault { line: number; fault: 'notALoginName' | 'noName' | 'notARole' | 'noRole' | 'twice'; text: string }

/** What roles are called in a pasted list, in either language. */
const roleWords: Record<string, Role> = {
  柜员: 'clerk', 档案管理员: 'archivist', 档案员: 'archivist', 网点经理: 'manager', 经理: 'manager', 系统管理员: 'administrator', 管理员: 'administrator', 审计员: 'auditor',
  ...Object.fromEntries(roles.map(role => [role, role])),
};
const leaving = new Set(['停用', 'inactive']);

/**
 * Reads people from lines of login name, name, roles (several divided by + or 、) and, for who has left, `停用`; parts are divided by
 * comma, tab or semicolon. Answers the people, or every fault at once.
 */
export function readStaffLines(text: string): { staff: Person[] } | { faults: StaffFault[] } {
  const staff: Person[] = [];
  const faults: StaffFault[] = [];
  for (const [at, raw] of text.normalize('NFKC').split(/\r?\n/u).entries()) {
    if (raw.trim() === '') continue;
    const line = at + 1;
    const [login = '', name = '', rolesText = '', state = ''] = raw.split(/[,;\t]/u).map(cell => cell.trim());
    const known = loginName.safeParse(login);
    const named = rolesText.split(/[+、/]/u).map(word => word.trim()).filter(word => word !== '');
    const strange = named.find(word => !(word.toLowerCase() in roleWords) && !(word in roleWords));
    if (!known.success) faults.push({ line, fault: 'notALoginName', text: login.slice(0, 20) });
    else if (name === '') faults.push({ line, fault: 'noName', text: login });
    else if (strange !== undefined) faults.push({ line, fault: 'notARole', text: strange.slice(0, 20) });
    else if (named.length === 0) faults.push({ line, fault: 'noRole', text: name });
    else if (staff.some(each => each.loginName === known.data)) faults.push({ line, fault: 'twice', text: known.data });
    else staff.push({ loginName: known.data, name: name.slice(0, 40), roles: [...new Set(named.map(word => roleWords[word] ?? roleWords[word.toLowerCase()] ?? 'clerk'))], isActive: !leaving.has(state.toLowerCase()) });
  }
  return faults.length > 0 ? { faults } : { staff };
}

/** The lines that say these people. `wordOf`: a role in the reader's language, as `readStaffLines` knows it. */
export function staffLines(staff: readonly Person[], wordOf: (role: Role) => string, inactive: string): string {
  return staff.map(each => [each.loginName, each.name, each.roles.map(wordOf).join('+'), ...each.isActive ? [] : [inactive]].join(', ')).join('\n');
}

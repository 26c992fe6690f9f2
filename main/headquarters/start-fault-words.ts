import type { Language } from '../../shared/desktop-bridge.ts';
import type { HeadquartersStartFault } from './start-fault.ts';

interface Words { title: string; text: string }
type Details = Record<string, string>;

/** What a person reads when the headquarters service cannot start: what happened, and what to do. */
export function wordsForHeadquartersFault({ code, details }: Pick<HeadquartersStartFault, 'code' | 'details'>, language: Language): Words {
  return words[code][language](details);
}

const words: Record<HeadquartersStartFault['code'], Record<Language, (details: Details) => Words>> = {
  FOLDER_READ_ONLY: {
    'zh-CN': ({ folder }) => ({ title: '数据文件夹不可写', text: `无法写入 ${folder}。请检查权限与磁盘空间,或用 --data 指定其他文件夹。` }),
    en: ({ folder }) => ({ title: 'The data folder cannot be written', text: `Cannot write to ${folder}. Check its permissions and the space on the disk, or name another folder with --data.` }),
  },
  ALREADY_RUNNING: {
    'zh-CN': ({ folder }) => ({ title: '已在运行', text: `另一个总部服务正在使用 ${folder} 里的数据库。请先结束它;要让多个总部服务共用一个数据库,请用 DATABASE_URL 指定数据库,并各用各的 --data。` }),
    en: ({ folder }) => ({ title: 'Already running', text: `Another headquarters service uses the database in ${folder}. End it first; for several services on one database name the database with DATABASE_URL and give each its own --data.` }),
  },
  PORT_IN_USE: {
    'zh-CN': ({ port }) => ({ title: '端口被占用', text: `本机 ${port} 端口已被其他程序占用。请关闭该程序,或用 --port 指定其他端口,例如 --port 4821。` }),
    en: ({ port }) => ({ title: 'The port is in use', text: `Another program on this machine uses port ${port}. Close it, or name another port with --port, for instance --port 4821.` }),
  },
  DATABASE_NOT_REACHED: {
    'zh-CN': ({ where, reason }) => ({ title: '数据库连接不上', text: `无法连接数据库 ${where}(${reason})。请检查 DATABASE_URL、网络以及数据库是否在运行。各网点不受影响,会在恢复后补传。` }),
    en: ({ where, reason }) => ({ title: 'The database cannot be reached', text: `No connection to the database at ${where} (${reason}). Check DATABASE_URL, the network, and whether the database runs. Branches are not affected: they send everything once it is back.` }),
  },
  DATABASE_TOO_OLD: {
    'zh-CN': ({ version, least }) => ({ title: 'PostgreSQL 版本过旧', text: `数据库是 PostgreSQL ${version},需要 ${least} 或更高版本。请升级数据库,或不设 DATABASE_URL,改用自带的 PostgreSQL。` }),
    en: ({ version, least }) => ({ title: 'This PostgreSQL is too old', text: `The database is PostgreSQL ${version}; ${least} or newer is needed. Upgrade it, or leave DATABASE_URL unset to use the PostgreSQL that comes along.` }),
  },
  SCHEMA_TOO_NEW: {
    'zh-CN': () => ({ title: '数据来自更新的版本', text: '数据库由更新版本的总部服务写入,本版本不会改动它。请安装最新版本。' }),
    en: () => ({ title: 'The data is from a newer version', text: 'A newer version of the headquarters service wrote this database; this version leaves it untouched. Install the newest version.' }),
  },
  SCHEMA_DIFFERS: {
    'zh-CN': ({ migration }) => ({ title: '数据结构不符', text: `数据库结构与本程序的记录不一致(${migration}),可能来自测试版本。数据未被改动。请换一个数据库或文件夹。` }),
    en: ({ migration }) => ({ title: 'The data has another shape', text: `The database differs from what this program made (${migration}); it may come from a trial version. It was not changed. Use another database or folder.` }),
  },
  POSTGRES_NOT_HERE: {
    'zh-CN': ({ platform }) => ({ title: '没有自带的 PostgreSQL', text: `没有适用于 ${platform} 的自带 PostgreSQL。请安装 PostgreSQL 16 或更高版本,并用 DATABASE_URL 指定。` }),
    en: ({ platform }) => ({ title: 'No PostgreSQL of our own', text: `No PostgreSQL for ${platform} comes along. Install PostgreSQL 16 or newer and name it with DATABASE_URL.` }),
  },
  POSTGRES_FAILED: {
    'zh-CN': ({ file }) => ({ title: 'PostgreSQL 无法启动', text: `自带的 PostgreSQL 无法启动,原因见 ${file}。数据未被改动。` }),
    en: ({ file }) => ({ title: 'PostgreSQL does not start', text: `Our own PostgreSQL does not start; the reason is in ${file}. The data was not changed.` }),
  },
  POSTGRES_NO_USER: {
    'zh-CN': () => ({ title: 'PostgreSQL 不能以 root 运行', text: 'PostgreSQL 拒绝以 root 运行,而本机既没有 postgres 用户,也无法创建。请创建该用户,或以普通用户启动总部服务。' }),
    en: () => ({ title: 'PostgreSQL does not run as root', text: 'PostgreSQL refuses to run as root, and this machine has no user postgres and none could be made. Make that user, or start the headquarters service as an ordinary user.' }),
  },
  POSTGRES_CANNOT_ENTER: {
    'zh-CN': ({ folder, closed }) => ({ title: 'PostgreSQL 进不去数据文件夹', text: `以 root 启动时,PostgreSQL 以 postgres 用户运行,而该用户进不了 ${closed}。请用 --data 指定其他位置(例如 /var/lib/branch-desk-headquarters),不要用 ${folder}。` }),
    en: ({ folder, closed }) => ({ title: 'PostgreSQL cannot enter the data folder', text: `Started as root, PostgreSQL runs as the user postgres, who may not enter ${closed}. Name another place with --data (for instance /var/lib/branch-desk-headquarters) instead of ${folder}.` }),
  },
  TLS_UNREADABLE: {
    'zh-CN': ({ file }) => ({ title: '证书无法使用', text: `TLS_CERT 与 TLS_KEY 须同时指定,且为 PEM 格式的证书与私钥:${file} 无法使用。` }),
    en: ({ file }) => ({ title: 'The certificate cannot be used', text: `TLS_CERT and TLS_KEY are given together and name a certificate and its key in PEM: ${file} cannot be used.` }),
  },
  KEY_ELSEWHERE: {
    'zh-CN': ({ file }) => ({ title: '总部密钥不在这里', text: `这个数据库的总部密钥由另一份密钥文件保护。请把首个总部服务的 keys/headquarters-key 复制为 ${file},或用 HEADQUARTERS_KEY_FILE 指定它。` }),
    en: ({ file }) => ({ title: 'Headquarters’ key is elsewhere', text: `The key of this database is wrapped by another key file. Copy keys/headquarters-key of the first headquarters service to ${file}, or name it with HEADQUARTERS_KEY_FILE.` }),
  },
};

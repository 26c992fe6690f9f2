/**
 * Long passwords that leaked lists show again and again, beside what main/staff/password-rule.ts finds by its form
 * (runs, repetitions, a common word with digits). Lower case. Only those of ten characters and more: shorter ones are
 * refused anyway.
 */
export const commonPasswords: ReadonlySet<string> = new Set([
  '1q2w3e4r5t', '1q2w3e4r5t6y', 'q1w2e3r4t5', 'q1w2e3r4t5y6', '1qaz2wsx3edc', '1qaz2wsx3edc4rfv', 'zaq12wsxcde3', 'qazwsxedcrfv', 'qazwsxedc123', 'zaq1xsw2cde3',
  '1234qwerasdf', 'asdf1234qwer', 'qwer1234asdf', 'qweasdzxc123', '123qweasdzxc', 'qwe123asd456', 'abcd1234efgh', 'a1b2c3d4e5', 'a1b2c3d4e5f6', '1a2b3c4d5e',
  '147258369a', '1472583690', '147852369a', '1478523690', '741852963a', '7418529630', '963852741a', '9638527410', '159357456a', '1593574560', '123456aaaa', 'aaaa123456', '123456qwerty',
  '5201314520', '520131452013', '1314520520', '13145201314', '52013145201', '520520520a', 'woaini1314', 'woaini5201314', 'woaini520520', 'iloveyou1314', 'iloveyou520', 'wodemima123', 'woshishuia',
  'zhangsan123', 'laopowoaini', 'laogongwoaini', 'woaiwojia123', 'zhongguo123', 'beijing2008', 'admin@12345', 'admin@123456', 'admin123456', 'root123456', 'huawei@123', 'huawei12#$', 'p@ssw0rd123', 'p@ssword123', 'pa$$w0rd123',
  'passw0rd123', 'password@123', 'password123!', 'welcome@123', 'welcome2024', 'welcome2025', 'welcome2026', 'letmein123!', 'changeme123', 'changeme123!', 'sunshine123', 'football123', 'princess123', 'superman123', 'trustno1234',
  'test123456', 'guest12345', 'user123456', 'demo123456', 'temp123456', 'branchdesk', 'branch-desk', 'branchdesk1', 'branchdesk123', 'yingyeting123', 'wangdian123', 'guodian123',
]);

/** Words that with nothing but digits and signs around them are the first thing anybody tries. */
export const commonWords: ReadonlySet<string> = new Set([
  'a', 'aa', 'aaa', 'abc', 'abcd', 'qwe', 'asd', 'zxc', 'qwer', 'asdf', 'zxcv', 'qwert', 'asdfg', 'zxcvb', 'qwerty', 'qaz', 'wsx', 'qazwsx', 'password', 'passwd', 'pass', 'passw', 'mima', 'admin', 'administrator',
  'root', 'user', 'guest', 'test', 'demo', 'temp', 'login', 'welcome', 'hello', 'iloveyou', 'love', 'woaini', 'wo', 'ww', 'qq', 'zz', 'xx', 'ok', 'china', 'beijing', 'shanghai', 'huawei', 'letmein', 'changeme', 'monkey', 'dragon', 'master', 'sunshine',
  'windows', 'computer', 'clerk', 'manager', 'auditor', 'archivist', 'branch', 'desk', 'branchdesk', 'station', 'secret',
]);

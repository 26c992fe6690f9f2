import { citizenCheckOf } from '../../main/customers/id-number.ts';
import type { NewCustomer } from '../../main/customers/customers-store.ts';
import { testStart } from './a-database.ts';

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹'];
const givenNames = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国玉梅红志海燕鹏辉'];

/** A customer of a test; every field may be given. */
export function aCustomer(parts: Partial<NewCustomer> = {}): NewCustomer {
  return { name: '王芳', phone: null, idNumber: null, accountNumber: null, address: null, isKeyAccount: false, createdAt: testStart, ...parts };
}

/** The nth of many different customers with plausible names; the same every time. */
export function nthCustomer(nth: number): NewCustomer {
  const pick = <Item>(items: readonly Item[], step: number): Item => items[Math.floor(nth * step) % items.length]!;
  const name = pick(surnames, 7) + pick(givenNames, 11 + nth / 1009) + (nth % 5 < 3 ? pick(givenNames, 17 + nth / 757) : '');
  return aCustomer({
    name,
    phone: `1${3 + (nth % 7)}${String(nth * 7919 % 1_000_000_000).padStart(9, '0')}`,
    idNumber: anIdNumber(nth),
    accountNumber: `05${String(nth).padStart(10, '0')}`,
    address: `浙江省杭州市西湖区文三路${nth % 900 + 1}号`,
  });
}

/** A resident identity card number with a right check character (GB 11643). */
export function anIdNumber(nth: number): string {
  const first17 = `330106${1950 + (nth % 50)}${String(nth % 12 + 1).padStart(2, '0')}${String(nth % 28 + 1).padStart(2, '0')}${String(Math.floor(nth / 50) % 1000).padStart(3, '0')}`;
  return first17 + citizenCheckOf(first17);
}

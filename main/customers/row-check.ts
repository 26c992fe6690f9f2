import type { ColumnMapping, RowProblem } from '../../shared/customers.ts';
import type { LedgerRow, RefusedRow } from '../ledger-import/ledger-rules.ts';
import { checkIdNumber } from './id-number.ts';
import { checkAccountNumber, checkAddress, checkName, checkPhone, readIsKeyAccount } from './ledger-values.ts';

export interface CheckedCustomer {
  name: string;
  phone: string | null;
  idNumber: string | null;
  accountNumber: string | null;
  address: string | null;
  isKeyAccount: boolean;
}

/**
 * Reads one customer out of a row, or says the first thing that is wrong with it. Without phone, id number and account
 * number nobody could tell two people of one name apart: nothingToFindBy.
 */
export function checkRow(row: LedgerRow, mapping: ColumnMapping): { good: CheckedCustomer } | { refused: RefusedRow<RowProblem> } {
  const cell = (column: number | undefined): string => (column === undefined ? '' : row.cells[column] ?? '');
  const refused = (problem: RowProblem, column?: number) => ({ refused: { row, problem, cell: cell(column).slice(0, 100) } });

  const findColumns = [mapping.phone, mapping.idNumber, mapping.accountNumber].filter(column => column !== undefined);
  const isCutOff = row.cells.length <= Math.min(...findColumns) || row.cells.length <= (mapping.name ?? 0);
  if (isCutOff) return { refused: { row, problem: 'tooFewColumns', cell: (row.cells.at(-1) ?? '').slice(0, 100) } };

  const name = checkName(cell(mapping.name));
  if ('problem' in name) return refused(name.problem, mapping.name);
  const phone = checkPhone(cell(mapping.phone));
  if ('problem' in phone) return refused(phone.problem, mapping.phone);
  const idNumber = checkIdNumber(cell(mapping.idNumber));
  if ('problem' in idNumber) return refused(idNumber.problem, mapping.idNumber);
  const accountNumber = checkAccountNumber(cell(mapping.accountNumber));
  if ('problem' in accountNumber) return refused(accountNumber.problem, mapping.accountNumber);
  const address = checkAddress(cell(mapping.address));
  if ('problem' in address) return refused(address.problem, mapping.address);
  if (phone.value === null && idNumber.value === null && accountNumber.value === null) return refused('nothingToFindBy', mapping.name);

  return {
    good: {
      name: name.value, phone: phone.value, idNumber: idNumber.value, accountNumber: accountNumber.value,
      address: address.value, isKeyAccount: readIsKeyAccount(cell(mapping.isKeyAccount)),
    },
  };
}

/** What makes two rows of one ledger the same customer: the account number, else id number and name, else phone and name. */
export function identityOf({ accountNumber, idNumber, name, phone }: CheckedCustomer): string {
  if (accountNumber !== null) return `a ${accountNumber}`;
  return idNumber !== null ? `d ${idNumber} ${name}` : `t ${phone} ${name}`;
}

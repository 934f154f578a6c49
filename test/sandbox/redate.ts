// Moves the sample cohorts by whole years once the June cohort's service would be over, so that the samples work in
// any year. In the samples' own year the files are loaded byte for byte.
import { parse } from 'csv-parse/sync'
import { readXlsx } from '../../functions/sheets/read-xlsx.ts'
import { csvRows } from '../support/files.ts'
import { serviceEndsAt } from '#model/calendar/caps.ts'

const JUNE = '202606'

/** Whole years to add so that the June cohort's service has not ended. */
export function yearsToAdd(now: number): number {
  let years = 0
  while (serviceEndsAt(addYears(JUNE, years)) <= now) years += 1
  return years
}

export const addYears = (month: string, years: number): string =>
  /^\d{6}$/.test(month) ? `${Number(month.slice(0, 4)) + years}${month.slice(4)}` : month

/** `YYYYMM` of the month `ago` months before an instant, in Shanghai. */
export function monthBefore(now: number, ago: number): string {
  const day = new Date(now + 8 * 3_600_000)
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - ago, 1))
  return `${first.getUTCFullYear()}${String(first.getUTCMonth() + 1).padStart(2, '0')}`
}

/** A sample roster with its months moved, as UTF-8 CSV; the bytes themselves where nothing moves. */
export async function redateRoster(file: string, bytes: Buffer, years: number): Promise<Uint8Array> {
  if (years === 0) return bytes
  const rows = file.endsWith('.xlsx')
    ? readXlsx(bytes).flatMap((sheet) => sheet.rows.map(({ cells }) => cells))
    : (parse(new TextDecoder('gb18030').decode(bytes)) as string[][])
  const header = rows[0] ?? []
  const months = new Set(['入学时间', '毕业时间'].map((name) => header.indexOf(name)))
  const cohort = header.indexOf('届别')
  return csvRows(
    rows.map((row, at) =>
      at === 0
        ? row
        : row.map((cell, column) => {
            if (months.has(column)) return addYears(cell, years)
            return column === cohort ? String(Number(cell) + years) : cell
          }),
    ),
  )
}

import { findUpload, listUploads as listRows } from '../../db/uploads.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { csvLine } from '#model/sheet/findings.ts'
import { countsOf, openUpload, shownUpload } from './kept-upload.ts'
import { columnsOf, getOwnSchool, type UploadKind } from './plan-upload.ts'
import type { UploadsView, UploadView } from './wire.ts'
import { uploadAnswers } from '#words/intake/uploads.ts'

const newest = 20
const words = uploadAnswers.refusals

export async function listUploads(work: Work<StaffActor<'school'>>): Promise<UploadsView> {
  const school = await getOwnSchool(work)
  const rows = await listRows(work.shards.directory, school.code, newest)
  return {
    uploads: rows.map((row) => {
      const { outcome: _outcome, ...counts } = countsOf(row.counts)
      return {
        id: row.id,
        kind: row.kind,
        fileName: row.fileName,
        checkedAt: new Date(row.checkedAt).toISOString(),
        importedAt: row.importedAt === null ? null : new Date(row.importedAt).toISOString(),
        counts,
      }
    }),
  }
}

async function getOwnUpload(work: Work<StaffActor<'school'>>, id: string) {
  const school = await getOwnSchool(work)
  const row = await findUpload(work.shards.directory, school.code, id)
  return row === undefined ? refuse('upload.not_found') : openUpload(work, row)
}

export const getUpload = async (work: Work<StaffActor<'school'>>, id: string): Promise<UploadView> =>
  shownUpload(await getOwnUpload(work, id))

const differing = (rows: readonly { examNumber: string }[]): number =>
  new Set(rows.map(({ examNumber }) => examNumber)).size

/** How many graduates the findings of an upload name. */
export const peopleIn = ({ refused, warnings, cleared, missing, duplicates }: UploadView): number =>
  differing([...refused, ...warnings, ...cleared, ...missing, ...duplicates])

/** The refusals as a CSV that a spreadsheet opens as text: with BOM, and no cell that it would take for a formula. */
export async function refusalsCsv(
  work: Work<StaffActor<'school'>>,
  id: string,
): Promise<{ csv: string; people: number }> {
  const { findings, counts } = await getOwnUpload(work, id)
  const lines = findings.refused.map(({ row, examNumber, column, value, reason }) =>
    csvLine([String(row), examNumber, column, value, reason]),
  )
  const left = counts.refused - new Set(findings.refused.map(({ row }) => row)).size
  if (left > 0) lines.push(csvLine(['', '', '', '', words.left(left)]))
  return {
    csv: `\ufeff${csvLine(words.header)}${lines.join('')}`,
    people: differing(findings.refused),
  }
}

/** A file of this kind with its header and no rows yet, for a spreadsheet. */
export const templateCsv = (kind: UploadKind): string =>
  `\ufeff${csvLine(columnsOf[kind].map(({ title }) => title))}`

// An upload as it is kept: counts in the open, findings sealed (they hold refused values), the file itself not at all.
import type { UploadRow } from '../../db/uploads.ts'
import type { Work } from '../platform/work.ts'
import type { Counts, Findings } from '#model/sheet/findings.ts'
import type { UploadKind } from './plan-upload.ts'
import type { UploadView } from './wire.ts'

/** Lists in an answer end here; the counts and the download go on. */
const listed = 200
/** A row of the database holds 2 MB, and sealing makes four bytes of three. */
const keptBytes = 1_300_000
/** Rows of findings kept of one upload, at most. */
const kept = {
  refused: 4000,
  warnings: 2000,
  cleared: 2000,
  missing: 1000,
  duplicates: 1000,
  ignoredColumns: 50,
}

export interface KeptUpload {
  id: string
  kind: UploadKind
  fileName: string
  fileDigest: string
  checkedAt: number
  importedAt: number | null
  counts: Counts
  outcome: string
  findings: Findings
}

export async function rowOfUpload(
  work: Work,
  school: { code: string },
  upload: KeptUpload,
  checkedBy: string,
): Promise<UploadRow> {
  const { counts, outcome, findings, ...plain } = upload
  return {
    ...plain,
    schoolCode: school.code,
    counts: JSON.stringify({ ...counts, outcome }),
    findingsCipher: await work.secrets.seal('uploads.findings', upload.id, keptJson(findings)),
    checkedBy,
  }
}

/** The findings as text that fits: where values are long, fewer refusals are kept. */
function keptJson(findings: Findings): string {
  for (let refused = kept.refused; ; refused = Math.floor(refused / 2)) {
    const json = JSON.stringify({
      refused: findings.refused.slice(0, refused),
      warnings: findings.warnings.slice(0, kept.warnings),
      cleared: findings.cleared.slice(0, kept.cleared),
      missing: findings.missing.slice(0, kept.missing),
      duplicates: findings.duplicates.slice(0, kept.duplicates),
      ignoredColumns: findings.ignoredColumns.slice(0, kept.ignoredColumns),
      ...(findings.source === undefined ? {} : { source: findings.source }),
    } satisfies Findings)
    if (refused === 0 || new TextEncoder().encode(json).length <= keptBytes) return json
  }
}

export const countsOf = (counts: string) => JSON.parse(counts) as Counts & { outcome: string }

export async function openUpload(work: Work, row: UploadRow): Promise<KeptUpload> {
  const { outcome, ...counts } = countsOf(row.counts)
  const findings = await work.secrets.open('uploads.findings', row.id, row.findingsCipher)
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.fileName,
    fileDigest: row.fileDigest,
    checkedAt: row.checkedAt,
    importedAt: row.importedAt,
    counts,
    outcome,
    findings: JSON.parse(findings) as Findings,
  }
}

export const shownUpload = (upload: KeptUpload): UploadView => ({
  id: upload.id,
  kind: upload.kind,
  fileName: upload.fileName,
  checkedAt: new Date(upload.checkedAt).toISOString(),
  importedAt: upload.importedAt === null ? null : new Date(upload.importedAt).toISOString(),
  counts: upload.counts,
  refused: upload.findings.refused.slice(0, listed),
  warnings: upload.findings.warnings.slice(0, listed),
  cleared: upload.findings.cleared.slice(0, listed),
  missing: upload.findings.missing.slice(0, listed),
  duplicates: upload.findings.duplicates.slice(0, listed),
  ignoredColumns: upload.findings.ignoredColumns,
  source: upload.findings.source ?? null,
})

export async function fileDigestOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

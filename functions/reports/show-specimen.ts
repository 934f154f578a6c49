import type { SigningJwk } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { qrSvg } from '../proof/qr.ts'
import type { ShownReport } from './show-report.ts'
import { newSigningKey } from '../proof/signing-keys.ts'
import { type Specimen, specimenEnds, type SpecimenName, specimens } from '#model/report/specimens.ts'
import { digestOf, signReport } from '../proof/token.ts'
import { reportWords } from '#words/reports.ts'
import { nobody } from '#words/specimens.ts'

/** @param keys the first signs */
async function sign(work: Work, keys: readonly SigningJwk[], specimen: Specimen) {
  const printed = specimen.contentFor(nobody)
  const content = JSON.stringify(printed)
  const digest = await digestOf(content)
  const token = await signReport(keys, {
    reportId: specimen.reportId,
    kind: printed.kind,
    capSeconds: Math.floor(specimenEnds(specimen, work.now).capAt / 1000),
    digest,
    statusIndex: 0,
  })
  return { content, digest, token }
}

const scannable = (work: Work, token: string): string => `${work.config.origin}/v#${token}`

/** What a specimen's QR holds, signed by the key that signs real reports, so that every check of it is the real one. */
export const specimenAddress = async (work: Work, name: SpecimenName): Promise<string> =>
  scannable(work, (await sign(work, work.secrets.signingKeys, specimens[name])).token)

/** The same, signed by a key that is thrown away: spelled like ours, and forged. */
export const forgedAddress = async (work: Work): Promise<string> =>
  scannable(work, (await sign(work, [await newSigningKey()], specimens.valid)).token)

export async function showSpecimen(work: Work, name: SpecimenName): Promise<ShownReport> {
  const specimen: Specimen = specimens[name]
  const { reportId, state, contentFor, code } = specimen
  const signed = await sign(work, work.secrets.signingKeys, specimen)
  return {
    id: reportId,
    content: contentFor(nobody),
    signed,
    code,
    qr: qrSvg(scannable(work, signed.token), reportWords.qr),
    ...(state.verdict === 'valid' ? {} : { gone: state.because }),
    validUntil: specimenEnds(specimen, work.now).validUntil,
  }
}

import type { SigningJwk } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import { qrSvg } from './qr.ts'
import type { ShownReport } from './show-report.ts'
import { newSigningKey } from './signing-keys.ts'
import { type Specimen, specimenEnds, type SpecimenName, specimens } from './specimens.rules.ts'
import { digestOf, signReport } from './token.ts'

const address = async (work: Work, keys: readonly SigningJwk[], specimen: Specimen): Promise<string> => {
  const token = await signReport(keys, {
    reportId: specimen.reportId,
    kind: specimen.content.kind,
    capSeconds: Math.floor(specimenEnds(specimen, work.now).capAt / 1000),
    digest: await digestOf(JSON.stringify(specimen.content)),
    statusIndex: 0,
  })
  return `${work.config.origin}/v#${token}`
}

/** What a specimen's QR holds, signed by the key that signs real reports, so that every check of it is the real one. */
export const specimenAddress = (work: Work, name: SpecimenName): Promise<string> =>
  address(work, work.secrets.signingKeys, specimens[name])

/** The same, signed by a key that is thrown away: spelled like ours, and forged. */
export const forgedAddress = async (work: Work): Promise<string> =>
  address(work, [await newSigningKey()], specimens.valid)

export async function showSpecimen(work: Work, name: SpecimenName): Promise<ShownReport> {
  const specimen: Specimen = specimens[name]
  const { state, content, code } = specimen
  return {
    content,
    code,
    qr: qrSvg(await specimenAddress(work, name), '核验二维码'),
    ...(state.verdict === 'valid' ? {} : { gone: state.because }),
    validUntil: specimenEnds(specimen, work.now).validUntil,
  }
}

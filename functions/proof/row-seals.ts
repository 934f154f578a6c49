// MACs under keys that no database holds: whoever can write to it can make neither a report's seal nor an open code's.
import type { Secrets } from '../platform/secrets.ts'
import {
  type EndingUnderSeal,
  endSealText,
  type OpenCodeUnderSeal,
  openSealText,
  type ReportUnderSeal,
  reportSealText,
} from '#model/proof/row-seals.ts'

/** All that a seal needs: a command on an operator's machine has no other keys. */
export type SealKeys = Pick<Secrets, 'index'>

export const sealReport = (keys: SealKeys, report: ReportUnderSeal): Promise<string> =>
  keys.index('report-seal', reportSealText(report))

export const sealOpenCode = (keys: SealKeys, code: OpenCodeUnderSeal): Promise<string> =>
  keys.index('open-code', openSealText(code))

export const sealEnding = (keys: SealKeys, code: EndingUnderSeal): Promise<string> =>
  keys.index('ended-code', endSealText(code))

/** A row that was written before there were seals has none, and none holds. */
const holds = async (seal: string | null, computed: Promise<string>): Promise<boolean> =>
  seal !== null && seal === (await computed)

export const reportHolds = (keys: SealKeys, report: ReportUnderSeal & { seal: string | null }) =>
  holds(report.seal, sealReport(keys, report))

export const openCodeHolds = (keys: SealKeys, code: OpenCodeUnderSeal & { openSeal: string | null }) =>
  holds(code.openSeal, sealOpenCode(keys, code))

export const endingHolds = (keys: SealKeys, code: EndingUnderSeal & { endSeal: string | null }) =>
  holds(code.endSeal, sealEnding(keys, code))

import { foldCode, type ParsedCode, parseCode } from './codes.ts'

/** Three dot-separated parts, at the end of whatever was pasted: a report's address or the bare token. */
const pastedToken = /(?:^|#)([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2})$/

export const tokenIn = (typed: string): string | undefined => pastedToken.exec(typed)?.[1]

/** A token says of itself whose report it is: no name is needed beside it. */
export const holdsToken = (typed: string): boolean => tokenIn(typed) !== undefined

/** What was typed or scanned as a code; the QR of a 去向登记信息表 is an address with the code behind its #. */
export const readCode = (typed: string): ParsedCode | undefined =>
  parseCode(foldCode(typed.slice(typed.lastIndexOf('#') + 1)))

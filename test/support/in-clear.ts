import type { KeptText } from '../../db/schema/kept-text.ts'

/** Text as it was kept before its column was sealed. */
export const inClear = (text: string) => text as unknown as KeptText

/** The text as it lies in the database, sealed or not. */
export const asKept = (text: KeptText | undefined) => text as unknown as string | undefined

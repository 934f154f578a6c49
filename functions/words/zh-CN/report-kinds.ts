/** The page on which a kind is verified by name and code. */
export const kindPages = { archive: '档案转递信息在线核验', hukou: '户口迁移信息在线核验' } as const
/** What is verified there. */
export const kindFacts = { archive: '档案转递信息', hukou: '户口迁移信息' } as const
/** A graduate's card, and how ledgers and messages call a kind. */
export const kindCards = { archive: '档案信息核验', hukou: '户口信息核验' } as const
/** In a narrow column. */
export const kindShort = { archive: '档案', hukou: '户口' } as const
/** The box for a code. */
export const kindCodes = { archive: '档案转递编号 / 核验编号', hukou: '核验编号' } as const

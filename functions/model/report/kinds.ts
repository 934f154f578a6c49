/** The blocks of a report and their fields, in the order in which they are printed and frozen. */
export const reportBlocks = {
  basicInfo: [
    'name',
    'sex',
    'schoolName',
    'graduationMonth',
    'programmeLength',
    'major',
    'level',
    'originRegion',
  ],
  destination: ['category', 'unitName', 'unitRegion'],
  archive: ['transferType', 'unitName', 'unitRegion', 'postcode', 'contact', 'phone'],
  hukou: ['migrationType', 'region'],
} as const

/** The kinds of report, a row each; a department has a flag of the same name. */
export const kinds = {
  archive: {
    /** where it is verified by name and code */
    page: '/verify/archive/',
    prints: {
      basicInfo: reportBlocks.basicInfo,
      destination: reportBlocks.destination,
      archive: reportBlocks.archive,
    },
    /** the block without which its card is closed */
    needs: null,
    /** the block that is left out where it was not registered (decision 1) */
    mayLack: 'archive',
    /** asked for with a 转递编号 too */
    transferCodes: true,
  },
  hukou: {
    page: '/verify/hukou/',
    prints: {
      basicInfo: reportBlocks.basicInfo,
      // no employer: a hukou desk does not need it (decision 1)
      destination: ['category'],
      hukou: reportBlocks.hukou,
    },
    needs: 'hukou',
    mayLack: null,
    transferCodes: false,
  },
} as const

export type ReportKind = keyof typeof kinds
export type BlockName = keyof typeof reportBlocks
export type TransferKind = {
  [K in ReportKind]: (typeof kinds)[K]['transferCodes'] extends true ? K : never
}[ReportKind]

export const kindNames = Object.keys(kinds) as [ReportKind, ...ReportKind[]]
export const blockNames = Object.keys(reportBlocks) as BlockName[]

/** The kind whose facts a 转递编号 shows. */
export const transferKind = kindNames.find((kind) => kinds[kind].transferCodes) as TransferKind

export const isKind = (text: unknown): text is ReportKind => (kindNames as unknown[]).includes(text)

/** One of each. */
export const ofKinds = <T>(make: (kind: ReportKind) => T) =>
  Object.fromEntries(kindNames.map((kind) => [kind, make(kind)])) as Record<ReportKind, T>

/** What a report of a kind prints, block by block. */
export const printsOf = (kind: ReportKind) =>
  Object.entries(kinds[kind].prints) as [BlockName, readonly string[]][]

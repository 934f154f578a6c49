/** Who changes and corrects records, where no name of theirs is known. */
export const desks = {
  employmentOffice: (school: string) => `${school}就业部门`,
  province: '省级系统',
} as const

/** In the guide's words. @param entry the province's own, '' where it has none */
export const archiveFirst = (entry: string): string =>
  `毕业生需在${entry === '' ? '省级系统' : `《${entry}》`}上完成初始档案信息上报才能进行确认。`

/** Why a registration cannot be made here or now, naming where it can. */
export const refusedOffers = {
  elsewhere: ({ name, url }: { name: string; url: string }) =>
    `没有任何内容被改动。请在“${name}”${url === '' ? '' : `（${url}）`}登记或更改，结果会同步到这里。`,
  tooLate: ({ desk, contact }: { desk: string; contact: string }) =>
    `现在的登记信息仍然有效。如需更改，请联系${desk}${contact === '' ? '' : `（${contact}）`}办理。`,
} as const

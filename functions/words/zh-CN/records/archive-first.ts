/** In the guide's words. @param entry the province's own, '' where it has none */
export const archiveFirst = (entry: string): string =>
  `毕业生需在${entry === '' ? '省级系统' : `《${entry}》`}上完成初始档案信息上报才能进行确认。`

/** Who changes and corrects records, where no name of theirs is known. */
export const desks = {
  employmentOffice: (school: string) => `${school}就业部门`,
  province: '省级系统',
} as const

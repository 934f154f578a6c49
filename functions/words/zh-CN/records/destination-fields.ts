/** What the fields of a destination are called; the unit's name is called what the category says. */
export const destinationFields = {
  unitName: '单位名称',
  projectName: '项目名称',
  universityName: '升学院校名称',
  recruitingOfficeName: '征兵办名称',
  ventureName: '创业单位名称',
  foreignUniversityName: '境外院校名称',
  unitCreditCode: '统一社会信用代码',
  unitNatureCode: '单位性质',
  unitIndustryCode: '单位行业',
  jobCategoryCode: '工作职位类别',
  unitRegionCode: '单位所在地',
  unitAddress: '单位地址',
} as const

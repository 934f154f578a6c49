/** What a report's blocks and fields are called, on paper and on every page: the guide's labels. */
export const reportFields = {
  basicInfo: {
    title: '基本信息',
    fields: {
      name: '姓名',
      sex: '性别',
      schoolName: '毕业院校',
      graduationMonth: '毕业时间',
      programmeLength: '学制',
      major: '专业',
      level: '学历',
      originRegion: '生源所在地',
    },
  },
  destination: {
    title: '毕业去向信息',
    fields: { category: '毕业去向', unitName: '单位名称', unitRegion: '单位所在地' },
  },
  archive: {
    title: '档案转递信息',
    fields: {
      transferType: '档案转递类型',
      unitName: '单位名称',
      unitRegion: '单位所在地',
      postcode: '单位邮编',
      contact: '联系人/联系部门',
      phone: '联系电话',
    },
  },
  hukou: {
    title: '户口迁移信息',
    fields: { migrationType: '户口迁移类型', region: '户口迁移所在地' },
  },
} as const

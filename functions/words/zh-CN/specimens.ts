/** Of whom and what the specimens speak: nobody. The name is typed to look one up. */
export const nobody = {
  basicInfo: {
    name: '样例甲',
    sex: '女',
    schoolName: '示例大学',
    graduationMonth: '202606',
    programmeLength: '4',
    major: '档案学',
    level: '本科',
    originRegion: '北京市海淀区',
  },
  destination: {
    category: '签就业协议形式就业',
    unitName: '示例信息技术有限公司',
    unitRegion: '北京市西城区',
  },
  archive: {
    transferType: '托管单位接收',
    unitName: '示例区人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100000',
    contact: '档案科',
    phone: '010-00000000',
  },
  hukou: { migrationType: '迁回生源地', region: '北京市海淀区' },
} as const

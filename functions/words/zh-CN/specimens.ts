/** Of whom and what the specimens speak: nobody. The name is typed to look one up. */
export const nobody = {
  name: '样例甲',
  schoolName: '示例大学',
  major: '档案学',
  originRegion: '北京市海淀区',
  employer: { name: '示例信息技术有限公司', region: '北京市西城区' },
  archiveUnit: { name: '示例区人力资源公共服务中心', region: '北京市海淀区', contact: '档案科' },
  hukouRegion: '北京市海淀区',
} as const

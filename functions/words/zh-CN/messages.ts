/** What is sent to a graduate, and the sandbox's page of it. */
export const messages = {
  reminder: (of: { operator: string; schoolName: string; card: string; until: string; host: string }) =>
    `【${of.operator}】您（${of.schoolName}毕业生）的${of.card}编号将于 ${of.until} 到期，到期后接收部门不能再查询。` +
    `如仍需要，请登录 ${of.host} 在“核验授权”中延长。本消息不含链接，不会索要验证码。`,
  states: {
    queued: '等待发送',
    sent: '已送达本页',
    failed: '发送失败',
    dropped: '编号已不再有效，未发送',
    no_address: '学校没有登记联系方式，未发送',
  },
  none: {
    title: '还没有提醒',
    says: '核验编号到期前三天，定时任务会提醒毕业生一次。沙箱里可以手动运行定时任务，方法见说明文件。',
  },
  phone: '手机',
  email: '邮箱',
} as const

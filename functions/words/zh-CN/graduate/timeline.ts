/** 档案到哪了 */
export const timeline = {
  title: '档案到哪了',
  registered: (day: string) => `${day} 去向登记信息生效`,
  sent: (day: string) => `${day} 学校已寄出`,
  unsent: '学校尚未寄出',
  answered: {
    unit: {
      received: (day: string) => `${day} 接收单位已收到`,
      returned: (day: string) => `${day} 接收单位已退回`,
    },
    claim: {
      received: (day: string) => `${day} 有反馈称已收到`,
      returned: (day: string) => `${day} 有反馈称已退回`,
    },
  },
  setAside: (day: string) => `${day} 学校已将以上接收情况作废`,
  outweighed: '以接收单位的登记为准',
  waiting: '等待接收单位登记收到',
  by: (method: string, number: string) => (number === '' ? method : `${method} ${number}`),
  reason: (reason: string) => `原因：${reason}`,
  more: '查看档案寄送情况',
} as const

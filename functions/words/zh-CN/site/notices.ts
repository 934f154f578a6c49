interface Named {
  operator: string
  host: string
}

/** 通知公告: the guide's first and third notice word for word; the second names the operator instead (decision 22). */
export const notices = [
  {
    id: 'archive-routing',
    title: '档案转递去向的一般规定',
    text: () =>
      '《国务院办公厅关于进一步做好高校毕业生等青年就业创业工作的通知》（国办发〔2022〕13号）要求，到机关、国有企事业单位就业或定向就业的，档案转递至就业单位或定向单位；到非公有制单位就业的，转递至就业地或户籍地公共就业人才服务机构；暂未就业的，转递至户籍地公共就业人才服务机构。',
  },
  {
    id: 'operator',
    title: '本网站的运营单位与网址',
    text: ({ operator, host }: Named) =>
      `本网站由${operator}运营，提供高校毕业生去向登记信息的查询核验服务，网址为 ${host}。请核对浏览器地址栏后再输入姓名和编号。`,
  },
  {
    id: 'periods',
    title: '核验编号与转递编号的有效期限',
    text: () =>
      '核验信息来自于毕业生离校时上报的信息，如有问题请联系毕业生所在学校。核验编号为学生本人提供，通过核验编号查询核验服务时间截止至毕业生的毕业时间加六个月；转递编号为学校转递学生档案时提供，通过转递编号查询核验服务时间截止至毕业生的毕业时间的第二年3月31日。',
  },
] as const

export const announcementsPage = {
  title: '通知公告',
  all: '查看全部公告',
} as const

import type { Column } from '../sheet/columns.ts'

/** A row states the whole record, so every column that a report prints must be there; the others may be missing. */
export const destinationColumns: readonly Column[] = [
  { title: '考生号', aliases: ['考号', '考生编号', '考生号码'], required: true },
  { title: '姓名', aliases: ['学生姓名', '毕业生姓名'], required: true },
  { title: '毕业去向类别代码', aliases: ['毕业去向代码', '毕业去向类别'], required: ['毕业去向'] },
  { title: '毕业去向', aliases: ['毕业去向名称', '毕业去向类别名称'] },
  { title: '单位名称', aliases: ['就业单位名称', '去向单位名称'], required: true },
  { title: '统一社会信用代码', aliases: ['单位统一社会信用代码', '社会信用代码'] },
  { title: '单位性质代码', aliases: ['单位性质', '单位性质名称'] },
  { title: '单位行业代码', aliases: ['单位行业', '单位行业名称'] },
  { title: '工作职位类别代码', aliases: ['工作职位类别', '工作职位类别名称'] },
  { title: '单位所在地代码', required: ['单位所在地'] },
  { title: '单位所在地', aliases: ['单位所在地名称'] },
  { title: '单位地址', aliases: ['单位详细地址'] },
  { title: '档案转递类型', aliases: ['档案转递类型代码', '档案转递类型名称'], required: true },
  { title: '档案转递单位名称', aliases: ['档案接收单位名称', '档案转递单位'], required: true },
  { title: '档案转递单位所在地代码', required: ['档案转递单位所在地'] },
  { title: '档案转递单位所在地', aliases: ['档案转递单位所在地名称'] },
  { title: '档案转递单位地址', aliases: ['档案转递单位详细地址'] },
  { title: '档案转递单位邮编', aliases: ['档案转递单位邮政编码'], required: true },
  {
    title: '档案转递联系人',
    aliases: ['档案转递联系人/联系部门', '档案转递单位联系人', '档案联系人'],
    required: true,
  },
  {
    title: '档案转递联系电话',
    aliases: ['档案转递单位联系电话', '档案转递联系人电话', '档案联系电话'],
    required: true,
  },
  { title: '户口迁移类型', aliases: ['户口迁移类型代码', '户口迁移类型名称'], required: true },
  { title: '户口迁移所在地代码', required: ['户口迁移所在地'] },
  { title: '户口迁移所在地', aliases: ['户口迁移所在地名称'] },
]

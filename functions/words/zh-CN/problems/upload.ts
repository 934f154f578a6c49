/** Problems of files that come in: what was wrong with the file as a whole. Rows have their own findings. */
export const uploadProblems = {
  'upload.too_large': {
    title: '文件太大',
    detail: '文件不能超过 10 MB，没有写入任何一行。请按届别或院系分成几个文件后上传。',
  },
  'upload.too_many_rows': {
    title: '文件的行数太多',
    detail: '一个文件最多 20000 行，没有写入任何一行。请分成几个文件后上传。',
  },
  'upload.too_many_cells': {
    title: '文件的单元格太多',
    detail: '一个文件最多 256 列，没有写入任何一行。请删去表格右侧和下方的多余内容后重新上传。',
  },
  'upload.inflates': {
    title: '文件解压后太大',
    detail: '工作簿解压后超过 160 MB，没有写入任何一行。请另存为 CSV 或分成几个文件后上传。',
  },
  'upload.not_a_table': {
    title: '文件不是可以读取的表格',
    detail: '请上传 CSV、XLSX，或教务系统导出的网页表格（.xls），没有写入任何一行。',
  },
  'upload.old_workbook': {
    title: '文件是旧版 XLS 或加了密码',
    detail: '请去掉密码并另存为 XLSX 或 CSV 后重新上传，没有写入任何一行。',
  },
  'upload.encoding': {
    title: '认不出文件的文字编码',
    detail: '请另存为 CSV（UTF-8 或 GB18030）或 XLSX 后重新上传，没有写入任何一行。',
  },
  'upload.cut_off': {
    title: '文件不完整',
    detail: '文件在中途断开，可能没有保存或传输完。没有写入任何一行，请重新导出后上传。',
  },
  'upload.other_kind': {
    title: '文件的列属于另一种文件内容',
    detail: '请改选文件内容后重新检查，没有写入任何一行。',
  },
  'upload.columns': {
    title: '文件的表头不对',
    detail: '请按模板改好表头后重新上传，没有写入任何一行。',
  },
  'upload.no_rows': {
    title: '文件里没有数据',
    detail: '没有写入任何一行。请确认选对了文件。隐藏的工作表不会读取。',
  },
  'upload.several_databases': {
    title: '文件里有几个届别，需要分开上传',
    detail: '这些届别的数据存放在不同的地方，没有写入任何一行。请按届别分成几个文件后上传。',
  },
  'upload.not_found': {
    title: '没有找到这次上传',
    detail: '它可能不存在，或不属于本校。请重新选择文件检查。',
  },
  'upload.other_file': {
    title: '这不是检查过的那个文件',
    detail: '文件与检查时的内容不同，没有写入任何一行。请重新检查这个文件后再导入。',
  },
  'upload.outdated': {
    title: '检查之后数据又有了变化',
    detail: '按现在的数据，导入的结果会与检查时不同，没有写入任何一行。请重新检查后再导入。',
  },
  'sync.too_many_rows': {
    title: '一次上报的行数太多',
    detail: '没有写入任何一行。一次最多 1,000 行，请分成几次上报。',
  },
  'sync.other_province': {
    title: '省份代码与本系统登记的省份不一致',
    detail: '没有写入任何一行。每个省级系统只能上报本省的数据。',
  },
  'sync.school_not_found': {
    title: '本省没有这所学校',
    detail: '请核对院校代码。',
  },
  'provincial_report.malformed': {
    title: '省级上报数据的格式不对',
    detail: '没有写入任何一行。请检查上报系统、省份代码、上报时间和记录后重新上报。',
  },
} as const

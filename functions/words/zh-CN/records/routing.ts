/** What the routing rules warn of (国办发〔2022〕13号); it stops nothing. */
export const routingWarnings = {
  'archive.not_at_school': '基本信息中您的档案没有转入学校，请确认是否需要由学校转递',
  'archive.at_school': '基本信息中您的档案在学校，一般需要转递',
  'archive.not_at_origin': '接收单位不在您的生源地，请确认',
  'route.sponsored': '定向、委培毕业生的档案应转递至定向、委培单位',
  'route.unplaced': '暂未就业的，档案应转递至户籍地公共就业人才服务机构',
  'route.abroad': '出国（境）留学的，档案一般转递至户籍地公共就业人才服务机构',
  'route.study': '升学的，档案应转递至录取院校',
  'route.public_unit': '到机关、国有企事业单位就业的，档案应转递至就业单位',
  'route.private_unit':
    '到非公有制单位就业的，档案应转递至就业地或户籍地公共就业人才服务机构，单位一般无权保管',
  'receiver.is_person': '看起来是个人。档案不能由个人接收，请填写接收单位的全称',
  'receiver.keeps_no_files': '看起来不是公共就业人才服务机构，请确认它有保管人事档案的资格',
  'receiver.contact_is_graduate': '联系人不能是毕业生本人，请填写接收单位的联系人或部门',
  'receiver.address_too_short': '地址不够详细，可能被退回。请写到门牌号、楼栋或房间',
  'hukou.at_school': '您的户口在学校，还没有填写户口迁移信息',
} as const

import { expect, it } from 'vitest'
import { reportContent } from '#model/report/content.ts'

const entry = {
  name: '陈诚',
  sex: '男',
  schoolName: '北京大学',
  graduationMonth: '202606',
  programmeLength: '4',
  major: '哲学类',
  level: '本科',
  originRegion: '北京市海淀区',
  idNumber: '110101200401010019',
  ethnicGroup: '汉族',
}
const record = {
  destination: {
    category: '签就业协议形式就业',
    unitName: '北京云帆咨询服务有限公司',
    unitRegion: '北京市西城区',
    creditCode: '91110000',
  },
  archive: {
    transferType: '托管单位接收',
    unitName: '北京市海淀区人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100195',
    contact: '档案科',
    phone: '010-80000001',
    unitAddress: '某路 1 号',
  },
  hukou: { migrationType: '迁回原籍', region: '', reason: '毕业' },
}

it('freezes what an archive report prints, and nothing more, in the order of the guide', () => {
  const content = reportContent('archive', entry, record)
  expect(Object.keys(content)).toEqual(['kind', 'basicInfo', 'destination', 'archive'])
  expect(Object.keys(content.basicInfo)).toEqual(
    'name sex schoolName graduationMonth programmeLength major level originRegion'.split(' '),
  )
  expect(JSON.stringify(content)).not.toMatch(/110101200401010019|汉族|91110000|某路|迁回原籍/)
})

it('has no archive block when no archive transfer is registered', () => {
  expect(reportContent('archive', entry, { ...record, archive: null })).not.toHaveProperty('archive')
})

it('gives a hukou report the destination category alone, and the hukou block', () => {
  const content = reportContent('hukou', entry, record)
  expect(content.destination).toEqual({ category: '签就业协议形式就业' })
  expect(content).toMatchObject({ hukou: { migrationType: '迁回原籍', region: '' } })
  expect(content).not.toHaveProperty('archive')
  expect(JSON.stringify(content)).not.toContain('云帆')
})

it('makes no hukou report without hukou data', () => {
  expect(() => reportContent('hukou', entry, { ...record, hukou: null })).toThrow('hukou')
})

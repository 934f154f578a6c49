import fc from 'fast-check'
import { expect, it } from 'vitest'
import { regions } from '#model/tables/regions.ts'
import { originOf } from '../../../functions/verification/decide-origin.ts'
import { origins } from '#words/via.ts'

const known: [string, string | undefined, string][] = [
  ['CN', 'BJ', '北京市'],
  ['CN', 'GD', '广东省'],
  ['CN', 'NM', '内蒙古自治区'],
  ['CN', 'XJ', '新疆维吾尔自治区'],
  ['CN', 'SN', '陕西省'],
  ['CN', 'SX', '山西省'],
  ['CN', 'HI', '海南省'],
  ['CN', '44', '广东省'],
  ['cn', 'gd', '广东省'],
  ['HK', undefined, '香港特别行政区'],
  ['CN', 'HK', '香港特别行政区'],
  ['MO', '', '澳门特别行政区'],
  ['TW', 'TPE', '台湾省'],
  ['CN', undefined, '中国'],
  ['CN', '', '中国'],
  ['CN', '99', '中国'],
  ['CN', 'BJ-HAIDIAN', '中国'],
  ['SG', '', '新加坡'],
  ['US', 'TX', '美国'],
  ['T1', '', '匿名网络'],
  ['XX', '', ''],
  ['', 'BJ', ''],
  ['中国', 'BJ', ''],
  ['QQ', '', ''],
]
it.each(known)('says %s %s as %j', (country, region, says) => {
  expect(originOf({ country, region }, regions, origins)).toBe(says)
})

it('says nothing where nothing is known, and knows every province', () => {
  expect(originOf({}, regions, origins)).toBe('')
  const letters =
    'BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ TW HK MO'
  const names = letters.split(' ').map((region) => originOf({ country: 'CN', region }, regions, origins))
  expect(new Set(names).size).toBe(34)
  expect(names).not.toContain('中国')
})

it('never throws, never repeats what came in, and says no more than a province', () => {
  const provinces = new Set(
    Array.from({ length: 90 }, (_, at) => regions.byCode(`${at + 10}0000`)?.province ?? ''),
  )
  fc.assert(
    fc.property(fc.string(), fc.string(), (country, region) => {
      const says = originOf({ country, region }, regions, origins)
      expect(says === '' || !says.includes(region) || region === '').toBe(true)
      const inChina = originOf({ country: 'CN', region }, regions, origins)
      expect(inChina === '中国' || provinces.has(inChina)).toBe(true)
    }),
  )
})

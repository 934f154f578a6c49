import { expect, it } from 'vitest'
import { request } from '../../../support/http.ts'

it('lists the regions in force for everybody, to be kept for a day', async () => {
  const answer = await request('/api/regions')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400')
  const { regions }: { regions: [code: string, name: string, parent: string][] } = await answer.json()
  const known = new Map(regions.map((region) => [region[0], region]))
  expect(regions.filter(([, , parent]) => parent === '')).toHaveLength(34)
  expect(regions.filter(([, , parent]) => parent !== '' && !known.has(parent))).toEqual([])
  expect(known.get('440307')).toEqual(['440307', '龙岗区', '440300'])
  // a municipality's districts follow its province, and a withdrawn code is not offered
  expect(known.get('110108')).toEqual(['110108', '海淀区', '110000'])
  expect(known.has('110100') || known.has('110103')).toBe(false)
})

import { beforeAll, expect, it } from 'vitest'
import { dayOf } from '#model/calendar/caps.ts'
import { calendarWords } from '#words/graduate/done.ts'
import { kindCards } from '#words/report-kinds.ts'
import { confirmDestination } from '../../../functions/records/confirm-destination.ts'
import { bind } from '../../support/bindings.ts'
import { type Graduate, seedGraduate, seedSchool, workAt } from '../../support/fixtures.ts'
import { request } from '../../support/http.ts'
import { inventIdNumber } from '../../support/invented-people.ts'
import { seedReport } from '../../support/report-fixtures.ts'
import { testApp } from '../../support/test-app.ts'

const DAY = 86_400_000
const now = Date.now()
let exam = 26_110_122_150_000

beforeAll(() => seedSchool(workAt(new Date(now).toISOString()), { code: '10001', provinceCode: '11' }))

const graduate = async () => {
  const work = workAt(new Date(now).toISOString())
  const person = await seedGraduate(work, {
    schoolCode: '10001',
    examNumber: String((exam += 1)),
    idNumber: inventIdNumber(),
    // days that lie ahead at whatever time this runs
    graduationMonth: '209806',
    cohort: 2098,
  })
  await bind(work, person)
  return person
}
const calendarOf = async (person: Graduate) => {
  const answer = await request('/graduate/calendar.ics', { graduate: person.cookie })
  expect(answer.status).toBe(200)
  return { answer, text: await answer.text() }
}
/** Summary and day of each event, lines unfolded (RFC 5545, 3.1). */
const eventsOf = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => [/SUMMARY:(.*)\r/.exec(event)?.[1], /DTSTART;VALUE=DATE:(\d+)\r/.exec(event)?.[1]])

it('has the days that are still to be met, each a whole day with a reminder, and nobody’s name', async () => {
  const person = await graduate()
  const { answer, text } = await calendarOf(person)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent(calendarWords.file))
  expect(eventsOf(text)).toEqual([
    [calendarWords.of.registerEndsAt.title, '20980630'],
    [calendarWords.of.changesEndAt.title, '20980831'],
    [calendarWords.of.serviceEndsAt.title, '20981231'],
  ])
  expect(text.match(/BEGIN:VALARM/g)).toHaveLength(3)
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(text).not.toContain(person.entry.name)
  expect(text).not.toContain(person.entry.examNumber)
})

it('names the end of a live code instead of what was done, and no code itself', async () => {
  const person = await graduate()
  const work = workAt(new Date(now).toISOString(), person.actor)
  await confirmDestination(work, 1)
  const report = await seedReport(work, person, { validUntil: now + 10 * DAY })
  const { text } = await calendarOf(person)
  expect(eventsOf(text)).toEqual([
    [calendarWords.code(kindCards.archive), dayOf(now + 10 * DAY - 1).replaceAll('-', '')],
    [calendarWords.of.changesEndAt.title, '20980831'],
    [calendarWords.of.serviceEndsAt.title, '20981231'],
  ])
  expect(text).not.toContain(report.code)
})

it('leads whoever is not signed in to the sign-in, and back to the menu', async () => {
  const answer = await testApp()('/graduate/calendar.ics', { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    '/sign-in/graduate?return=%2Fgraduate%2F',
  ])
})

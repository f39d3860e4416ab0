import { describe, expect, test } from 'vitest'
import { createFormat } from './format.ts'

const now = () => Date.parse('2026-02-19T07:20:00Z')
const ko = createFormat('ko', 'Asia/Seoul', now)
const en = createFormat('en', 'Asia/Seoul', now)
const moment = '2026-02-19T07:20:00Z'
const hours = (n: number) => n * 3_600_000

describe('Korean', () => {
  test('dates, times and both', () => {
    expect(ko.date(moment)).toBe('2월 19일 (목)')
    expect(ko.time(moment)).toBe('오후 4:20')
    expect(ko.time('2026-02-18T15:05:00Z')).toBe('오전 12:05')
    expect(ko.time('2026-02-19T03:05:00Z')).toBe('오후 12:05')
    expect(ko.dateTime(moment)).toBe('2월 19일 오후 4:20')
    expect(ko.date('2025-02-19T07:20:00Z')).toBe('2025년 2월 19일 (수)')
  })

  test('durations', () => {
    expect(ko.duration(hours(2) + 600_000)).toBe('2시간 10분')
    expect(ko.duration(hours(2))).toBe('2시간')
    expect(ko.duration(hours(76))).toBe('3일 4시간')
    expect(ko.duration(59_999)).toBe('1분 미만')
    expect(ko.duration(-5)).toBe('1분 미만')
  })

  test('figures', () => {
    expect(ko.percent(0.9234)).toBe('92.3%')
    expect(ko.percent(0.92)).toBe('92%')
    expect(ko.percent(1)).toBe('100%')
    expect(ko.percentRange(0.87, 0.955)).toBe('87~95.5%')
    expect(ko.xOfN(108, 117)).toBe('117건 중 108건')
    expect(ko.number(12_345)).toBe('12,345')
  })

  test('days and moments near now', () => {
    expect(ko.relativeDay(moment)).toBe('오늘')
    expect(ko.relativeDay('2026-02-20T00:00:00Z')).toBe('내일')
    expect(ko.relativeDay('2026-02-21T00:00:00Z')).toBe('2월 21일 (토)')
    expect(ko.due('2026-02-19T09:00:00Z')).toBe('오후 6:00')
    expect(ko.due('2026-02-20T00:00:00Z')).toBe('내일 오전 9:00')
    expect(ko.ago('2026-02-19T07:08:00Z')).toBe('12분 전')
    expect(ko.ago('2026-02-19T04:08:00Z')).toBe('3시간 전')
    expect(ko.ago('2026-02-18T14:50:00Z')).toBe('어제')
    expect(ko.ago('2026-02-17T15:10:00Z')).toBe('어제')
    expect(ko.ago('2026-02-01T04:08:00Z')).toBe('2월 1일')
    expect(ko.ago(moment)).toBe('방금')
  })
})

describe('English', () => {
  test('dates, times and both', () => {
    expect(en.date(moment)).toBe('Thu 19 Feb')
    expect(en.time(moment)).toBe('16:20')
    expect(en.dateTime('2026-02-18T21:00:00Z')).toBe('19 Feb, 06:00')
    expect(en.date('2025-02-19T07:20:00Z')).toBe('Wed 19 Feb 2025')
  })

  test('durations and figures', () => {
    expect(en.duration(hours(2) + 600_000)).toBe('2 h 10 min')
    expect(en.percent(0.9234)).toBe('92.3%')
    expect(en.percentRange(0.87, 0.955)).toBe('87 to 95.5%')
    expect(en.xOfN(108, 117)).toBe('108 of 117')
    expect(en.ago('2026-02-19T07:08:00Z')).toBe('12 min ago')
    expect(en.ago('2026-02-17T15:10:00Z')).toBe('yesterday')
    expect(en.relativeDay('2026-02-18T00:00:00Z')).toBe('yesterday')
  })
})

test('the zone decides the day: 23:30 in London is tomorrow in Seoul', () => {
  const late = '2026-02-19T23:30:00Z'
  expect(ko.daysFromToday(late)).toBe(1)
  expect(createFormat('ko', 'Europe/London', now).daysFromToday(late)).toBe(0)
})

test.each([
  ['Asia/Seoul', 3],
  ['Pacific/Auckland', 3],
  ['Pacific/Kiritimati', 2],
  ['Pacific/Pago_Pago', 4],
])('a calendar day is the same day in every zone: %s', (zone, days) => {
  const format = createFormat('en', zone, () => Date.parse('2026-02-19T10:30:00Z'))
  expect(format.date('2026-02-19')).toBe('Thu 19 Feb')
  expect(format.daysFromToday('2026-02-22')).toBe(days)
})

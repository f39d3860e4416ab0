import type { ContentPack } from '#shared/check-ins/content-pack.ts'

/** A questionnaire that was invented for the demo: it measures nothing and is nobody's instrument. */
export const officeWeather: ContentPack = {
  format: 1,
  id: 'office-weather',
  version: '1.0',
  title: { ko: '사무실 날씨 (지어낸 설문)', en: 'Office weather (invented)' },
  introduction: {
    ko: '지난 2주 동안 사무실의 날씨는 어땠나요? 데모를 위해 지어낸 문항이며, 아무것도 재지 않아요.',
    en: 'What was the weather in the office over the last two weeks? Invented for the demo: it measures nothing.',
  },
  items: [
    { text: { ko: '내 자리에 햇빛이 들었어요.', en: 'Sunlight reached my desk.' } },
    { text: { ko: '창가의 화분이 기분 좋게 흔들렸어요.', en: 'The plant by the window swayed pleasantly.' } },
    {
      text: { ko: '프린터 위에 비가 내렸어요.', en: 'It rained on the printer.' },
      reversed: true,
    },
  ],
  scale: [
    { value: 0, label: { ko: '한 번도 없음', en: 'Never' } },
    { value: 1, label: { ko: '가끔', en: 'Sometimes' } },
    { value: 2, label: { ko: '자주', en: 'Often' } },
    { value: 3, label: { ko: '늘', en: 'Always' } },
  ],
  scoring: {
    factor: 10,
    hardEnd: 'low',
    meaning: {
      ko: '숫자가 클수록 사무실이 맑았다는 뜻이에요. 그 밖의 뜻은 없어요.',
      en: 'A greater number means a sunnier office. It means nothing else.',
    },
  },
  recallDays: 14,
  leastDistanceDays: 14,
  licence: 'Invented for the demo of Dure; MIT, like Dure itself.',
  source: 'Dure, demo',
}

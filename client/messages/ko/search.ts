import type { messages as en } from '#client/messages/en/search.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'search.field': '이름, 사례 번호, 내용',
  'search.hint': '구성원, 사례, 노트, 에스컬레이션, 정책, 선례를 찾습니다. 초성만 입력해도 됩니다.',
  'search.none': ({ typed }) => `‘${typed}’ 검색 결과가 없습니다.`,
  'search.offline': '이 기기에 있는 것에서 찾았습니다. 연결되면 서버에서도 찾습니다.',
  'search.failed': '서버에서 답을 받지 못했습니다. 이 기기에 있는 것에서 찾은 결과입니다.',
  'search.people': '구성원',
  'search.cases': '사례',
  'search.notes': '노트',
  'search.escalations': '에스컬레이션',
  'search.policies': '정책',
  'search.precedents': '선례',
  'search.found': ({ n }) => `${n}건 찾음`,
  'search.directory': '관리에서 열기',
} satisfies SameAs<typeof en>

import type { messages as en } from '#client/messages/en/calibration.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'calibration.title': '캘리브레이션',
  'work.calibration.make': '새 캘리브레이션',
  'work.calibration.submit': '캘리브레이션 평가',
  'inbox.kind.calibration_started': '평가할 캘리브레이션이 있습니다',
  'inbox.kind.calibration_reminder': '캘리브레이션 평가가 아직 없습니다',
  'inbox.kind.calibration_closed': '캘리브레이션이 마감되었습니다',
  'recorded.kept.calibration': '캘리브레이션에서 내가 한 평가와 의견, 제출한 시각, 내가 만든 회차.',
  'recorded.seen.calibration': '그 회차에서 평가를 제출한 사람. 회차가 끝난 뒤에는 팀 리드도.',
} satisfies SameAs<typeof en>

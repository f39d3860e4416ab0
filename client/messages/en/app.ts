/** Names of the places. A tab label may not exceed eleven letters. */
export const app = {
  'tab.today': 'Today',
  'tab.team': 'Team',
  'tab.record': 'My record',
  'tab.wellbeing': 'Wellbeing',
  'tab.escalations': 'Escalations',
  'tab.me': 'Me',
}

import { type NoteSpec, quick, recognition } from './note-specs.ts'

/** Lists what Aoife Brannigan wrote as the lead of Dublin. */
export const dublinNotes: readonly NoteSpec[] = [
  {
    about: 'tomasz.wilkowski',
    audience: 'person',
    when: { week: 10, weekday: 2 },
    criterion: { metric: 'over_enforced', policy: 'harassment' },
    evidence: 5,
    body: {
      kind: 'sbi',
      situation:
        'I went through the harassment cases from the first two weeks after the policy was rewritten.',
      behaviour:
        'Several were called violating because they met the new wording on “repeated unwanted contact”, though only one message was in front of you.',
      impact:
        'People lost posts that the old and the new policy both allow. It happened across the team, so I read it as a gap in how the update was explained rather than something about you.',
    },
    acknowledged: { week: 10, weekday: 3 },
    followUp: -5,
    followedUp: 4,
    replies: [
      {
        by: 'subject',
        when: { week: 10, weekday: 3 },
        text: 'That matches what I remember: I counted a reply and its quote as two contacts. The example you posted on Monday cleared it up.',
      },
      {
        by: 'author',
        when: { week: 10, weekday: 3 },
        text: 'Good to know. I will ask Policy to put that example into the text itself.',
      },
    ],
    actions: [
      {
        owner: 'author',
        title: 'Ask Policy for a worked example of “repeated”',
        due: -12,
        done: { week: 10, weekday: 4 },
      },
    ],
  },
  {
    about: 'priya.ramanathan',
    audience: 'manager',
    when: { week: 10, weekday: 3 },
    criterion: { metric: 'over_enforced', policy: 'harassment' },
    evidence: 4,
    body: {
      kind: 'sbi',
      situation: 'We looked at your harassment decisions from the two weeks after the policy update.',
      behaviour:
        'Banter between people who clearly know each other was called violating more often than before the update.',
      impact:
        'Most of these came back as appeals and were overturned, which is hard on the person who posted and on your queue.',
    },
    before: {
      kind: 'sbi',
      situation: 'We looked at your harassment decisions after the policy update.',
      behaviour: 'Banter was called violating more often than before.',
      impact: 'Most of these came back as appeals and were overturned.',
    },
    acknowledged: { week: 10, weekday: 4 },
    replies: [
      {
        by: 'subject',
        when: { week: 10, weekday: 4 },
        text: 'I have read it, and I see most of these differently: the update removed the line about mutual banter, so I followed what was left. Could we get that line back?',
      },
      {
        by: 'author',
        when: { week: 10, weekday: 5 },
        text: 'Fair point, and you are right that the line is gone. I have asked Narae whether that was intended. Until she answers I am treating these as an unclear policy, not as yours.',
      },
    ],
    actions: [{ owner: 'author', title: 'Get an answer from Policy on mutual banter', due: -1 }],
  },
  {
    about: 'sinead.farrelly',
    audience: 'person',
    when: 9,
    body: recognition(
      'Your write-up of the new phishing pattern reached Engineering within the hour and the filter was live before lunch. Thank you for taking the time to describe it so plainly.',
    ),
    acknowledged: 8,
    replies: [
      {
        by: 'subject',
        when: 8,
        text: 'Thanks, Aoife. Tadhg’s questions made it much better than my first draft.',
      },
      { by: 'author', when: 7, text: 'Then I will thank Tadhg as well.' },
    ],
  },
  {
    about: 'oisin.mcgrane',
    audience: 'person',
    when: 5,
    body: quick(
      'You took three of the hardest queues last week without being asked. I have moved two of them to others for the next fortnight. This is about sharing the load and nothing else, so please do take the lighter days.',
    ),
    followUp: 9,
  },
  {
    about: 'roisin.tuohy',
    audience: 'person',
    when: 22,
    body: {
      kind: 'grow',
      goal: 'Run a calibration session on your own before the end of the quarter.',
      reality:
        'You know the policies better than most of us and have watched two sessions. Choosing the cases is the part that still feels unclear.',
      options:
        'Pick the cases together once, shadow the Seoul session, or start with a half-hour session on spam only.',
      will: 'You pick ten spam cases, we look at the list together, and you run the session with me in the room.',
    },
    acknowledged: 21,
    followUp: 0,
    actions: [
      {
        ...{ owner: 'subject', title: 'Pick ten spam cases for the session', due: -6, done: 7 },
        comment: 'Ten picked; two of them are close calls, kept for the end of the session.',
      },
      { owner: 'subject', title: 'Send the invitation for the session', due: 1 },
    ],
  },
  {
    about: 'amara.nwosu',
    audience: 'manager',
    when: 14,
    body: recognition(
      'Three months with hardly a case overturned on appeal, and you still ask for a second look when you are not sure. Niall, I would like Amara’s notes to be the model for how we write reasons.',
    ),
    acknowledged: 13,
    replies: [
      { by: 'subject', when: 13, text: 'That is kind, thank you. Happy for the notes to be used.' },
      {
        by: 'author',
        when: 12,
        text: 'Great. I will show them at the next team meeting, with your name on them.',
      },
    ],
  },
  {
    about: 'lucia.ferreiro',
    audience: 'person',
    when: 17,
    criterion: { metric: 'missed', policy: null },
    evidence: 4,
    body: {
      kind: 'sbi',
      situation: 'These are the missed violations from your last four weeks, mostly from the groups queue.',
      behaviour:
        'In most of them the violation was in the image caption or in a reply further down, below what the tool shows at first.',
      impact:
        'They stayed up until somebody reported them again. The tool is part of this and I have raised it with Engineering.',
    },
    acknowledged: 16,
    followUp: 4,
    actions: [
      { owner: 'subject', title: 'Note each case where the caption was cut off, for a week', due: -2 },
    ],
  },
  {
    about: 'lucia.ferreiro',
    audience: 'me',
    when: 15,
    body: quick(
      'Said in passing that early shifts are hard with the school run. Look at the roster for next month before she has to ask.',
    ),
    actions: [{ owner: 'author', title: 'Look at day shifts for Lucía next month', due: 3 }],
  },
  {
    about: 'eoghan.tierney',
    audience: 'me',
    when: 11,
    body: quick(
      'Quieter than usual in the last two 1:1s. Do not read anything into the figures: volume is down for the whole queue. Ask how he is, and leave room for the answer.',
    ),
  },
  {
    about: 'zofia.drabik',
    audience: 'person',
    when: 6,
    body: quick(
      'The Polish queue grew by a third this month and you kept the reasons as clear as ever. Would it help if Tomasz took Fridays? Tell me what you would prefer; both are fine.',
    ),
    acknowledged: 4,
    replies: [
      {
        by: 'subject',
        when: 1,
        text: 'Fridays would help, thank you. Could we start the week after next, once the backlog is done?',
      },
    ],
  },
  {
    about: 'kojo.amankrah',
    audience: 'person',
    when: 26,
    body: quick(
      'We agreed to slow down on misinformation appeals and read the cited source before deciding. Let us look at it together again in two weeks.',
    ),
    acknowledged: 25,
    followUp: -12,
    followedUp: 11,
    actions: [
      { owner: 'subject', title: 'Open the cited source on every misinformation appeal', due: -12, done: 12 },
    ],
  },
]

import { count, thousands } from '#client/messages/plurals.ts'

/** Administration: people, invitations, roles with their days, teams. */
export const messages = {
  'admin.title': 'Administration',
  'admin.parts': 'Parts of administration',
  'admin.people': 'People',
  'admin.teams': 'Teams',
  'admin.organisation': 'Organisation',
  'admin.search': 'Search by name, email or reference',
  'admin.nobody': 'Nobody matches.',
  'admin.more': 'Show more',
  'admin.offline': 'Changes here need a connection.',
  'admin.state.invited': ({ day }: { day: string }) => `Invited until ${day}`,
  'admin.state.unconfirmed': 'Invitation waits to be confirmed',
  'admin.state.expired': 'Invitation expired',
  'admin.state.never': 'Not invited',
  'admin.noRole': 'No role',

  'admin.role.analyst': 'QA analyst',
  'admin.role.lead': 'Lead',
  'admin.role.manager': 'Manager',
  'admin.role.partner': 'Partner',
  'admin.role.admin': 'Administrator',
  'admin.function.policy': 'Policy',
  'admin.function.product': 'Product',
  'admin.function.data': 'Data Analytics',
  'admin.function.engineering': 'Engineering',
  'admin.function.legal': 'Legal',
  'admin.function.wellbeing': 'Wellbeing',
  'admin.roleIn': ({ role, where }: { role: string; where: string }) => `${role} · ${where}`,

  'admin.invite': 'Invite a person',
  'admin.invite.name': 'Name',
  'admin.invite.email': 'Work email',
  'admin.invite.reference': 'Name in imports',
  'admin.invite.reference.hint': 'What the audit log calls this person.',
  'admin.invite.language': 'Language to begin with',
  'admin.invite.send': 'Make the invitation',
  'admin.invite.again': 'Invite again',
  'admin.invite.again.why': 'The link given before stops working.',
  'admin.link.title': ({ name }: { name: string }) => `Invitation for ${name}`,
  'admin.link.good': ({ n, day }: { n: number; day: string }) =>
    `Good for ${count(n, 'day')}, until ${day}, and once.`,
  'admin.link.once':
    'Give this link to the person yourself. It is shown only now: Dure keeps nothing that could show it again.',
  'admin.link.label': 'Link',
  'admin.link.copy': 'Copy link',
  'admin.link.copied': 'Link copied',
  'admin.link.notCopied': 'This browser did not let Dure copy. Select the link and copy it.',
  'admin.link.done': 'Done',

  'admin.analyst.title': 'Invite a QA analyst',
  'admin.analyst.leadOnly': 'The team’s lead invites its analysts.',
  'admin.analyst.counts':
    'Whoever you invite can work at once. The team’s wellbeing totals count them when an administrator or a manager above has confirmed them.',
  'admin.analyst.another': 'Invite another',
  'admin.analyst.newcomers': 'QA analysts who have not signed in yet',
  'admin.analyst.waits': 'not counted in totals yet',
  'admin.analyst.invite': 'Invite',
  'admin.analyst.alike': 'Is this somebody who is in the team already?',
  'admin.analyst.somebodyElse': 'Somebody else',

  'admin.file.title': 'Add from a file',
  'admin.file.choose': 'Choose a file of people',
  'admin.file.hint':
    'CSV or Excel. Columns: email, name, team, and where there are any, role, language, first day. Without a role somebody becomes a QA analyst.',
  'admin.file.unreadable': 'This file cannot be read. Save it as CSV or .xlsx.',
  'admin.file.failed': 'The file could not be checked. Nothing was changed.',
  'admin.file.missing': ({ names }: { names: string }) => `The file lacks these columns: ${names}`,
  'admin.file.field.email': 'Email',
  'admin.file.field.name': 'Name',
  'admin.file.field.team': 'Team',
  'admin.file.field.role': 'Role',
  'admin.file.field.language': 'Language',
  'admin.file.field.first_day': 'First day',
  'admin.file.planned': ({
    name,
    n,
    same,
    refused,
  }: {
    name: string
    n: number
    same: number
    refused: number
  }) =>
    `${name} · ${thousands(n)} to add · ${thousands(same)} there already · ${count(refused, 'row')} not taken`,
  'admin.file.join': 'People of the same name in the audit log are the same people',
  'admin.file.join.hint':
    'Their audits stay theirs. Such an invitation opens once another administrator or a manager above has confirmed it.',
  'admin.file.run': ({ n }: { n: number }) => `Add ${count(n, 'person', 'people')}`,
  'admin.file.running': ({ done, total }: { done: number; total: number }) =>
    `${thousands(done)} of ${thousands(total)}`,
  'admin.file.done': ({ n }: { n: number }) => `Made ${count(n, 'invitation')}.`,
  'admin.file.links': 'Download all links',
  'admin.file.links.file': 'invitation links.csv',
  'admin.file.invitations': 'Invitations',
  'admin.file.failures': 'People who could not be added',
  'admin.file.refused': 'Rows that were not taken',
  'admin.file.row': ({ row }: { row: number }) => `Row ${thousands(row)}`,
  'admin.file.act.invite': 'Invite',
  'admin.file.act.give': 'Another role',
  'admin.file.act.join': 'Invite from the audit log',
  'admin.file.act.nothing': 'There already',
  'admin.file.reason.missing': 'Empty',
  'admin.file.reason.bad_email': 'Not an email address',
  'admin.file.reason.bad_role': 'Unknown role',
  'admin.file.reason.bad_language': 'Unknown language',
  'admin.file.reason.bad_date': 'Not a date such as 2026-11-03',
  'admin.file.reason.too_long': 'Longer than 200 characters',
  'admin.file.reason.twice': 'Twice in the file',
  'admin.file.reason.unreadable': 'Cannot be read',
  'admin.file.reason.unknown_team': 'No such team',
  'admin.file.reason.known_name': 'Somebody in the audit log has this name',

  'admin.person.email': 'Email',
  'admin.person.reference': 'Name in imports',
  'admin.person.signIn': 'Sign-in',
  'admin.person.signsIn': 'Signs in',
  'admin.person.password':
    'A lost password is set by whoever runs the server, with “dure invite”: a link from here would open this person’s notes to whoever holds it.',
  'admin.person.missing': 'This person is not in your organisation.',
  'admin.none': 'None',

  'admin.roles.now': 'Roles',
  'admin.roles.before': 'Earlier roles',
  'admin.roles.none': 'This person holds no role and sees nothing but their own settings.',
  'admin.roles.since': ({ day }: { day: string }) => `Since ${day}`,
  'admin.roles.until': ({ from, day }: { from: string; day: string }) => `${from}, last day ${day}`,
  'admin.roles.from': ({ day }: { day: string }) => `From ${day}`,
  'admin.roles.over': ({ from, to }: { from: string; to: string }) => `${from} to ${to}`,
  'admin.give': 'Give a role',
  'admin.give.self': 'Nobody gives themselves a role. Another administrator does.',
  'admin.give.role': 'Role',
  'admin.give.team': 'Team',
  'admin.give.team.choose': 'Choose a team',
  'admin.give.function': 'Function',
  'admin.give.starts': 'First day',
  'admin.give.ends': 'First day without it',
  'admin.handover':
    'Notes are handed over by who wrote them, until the last day. The lead has the list under Me and, in the last two weeks, on Today.',
  'admin.handover.own': 'Your role as a lead ends: hand your notes over before the last day.',
  'admin.handover.open': ({ role }: { role: string }) => `Hand over notes: ${role}`,
  'admin.end': 'End',
  'admin.end.title': ({ what }: { what: string }) => `End the role: ${what}`,
  'admin.end.on': 'First day without it',
  'admin.end.now': 'From today on, the person is signed out on every device. What they wrote is kept.',
  'admin.end.later': 'The role ends by itself on that day.',
  'admin.end.do': 'End the role',

  'admin.team.new': 'New team',
  'admin.team.edit': 'Edit the team',
  'admin.team.name': 'Name',
  'admin.team.moveIn': 'Move in from another system',
  'admin.team.parent': 'Belongs to',
  'admin.team.top': 'No team above',
  'admin.team.zone': 'Time zone',
  'admin.team.zone.fixed': 'The days of its figures are days there, so it stays.',
  'admin.team.below': ({ name, zone }: { name: string; zone: string }) => `In ${name} · ${zone}`,
  'admin.team.save': 'Save the team',
  'admin.team.none': 'There is no team yet.',

  'admin.name.title': 'Correct the name',
  'admin.name.what': 'Everybody sees the new name, also in what was written before.',
  'admin.name.save': 'Save the name',
  'admin.org.name': 'Name of the organisation',
  'admin.org.zone': 'Time zone',
  'admin.org.save': 'Save the name',
  'admin.org.offline': 'Copies without a connection, in hours',
  'admin.org.offline.hint': ({ least, largest }: { least: number; largest: number }) =>
    `${least} to ${largest}. A phone that hears nothing from the server for longer locks its copies until it does.`,
  'admin.org.offline.wrong': ({ least, largest }: { least: number; largest: number }) =>
    `Enter a whole number from ${least} to ${largest}.`,
  'admin.org.offline.save': 'Save the hours',
  'admin.org.offline.saved': ({ n }: { n: number }) => `Phones show their copies for ${count(n, 'hour')}`,
  'admin.org.saved': 'The organisation has its new name',

  'admin.error.missing': 'Fill this in.',
  'admin.error.email': 'This is not an email address.',
  'admin.error.email_taken': 'Somebody in your organisation has this address.',
  'admin.error.reference_taken': 'Somebody else has this name in imports.',
  'admin.error.role_held': 'The person holds this role in some of these days already.',
  'admin.error.ends_before_start': 'The role cannot end before it starts.',
  'admin.error.team_unknown': 'This team is no longer there.',
  'admin.error.team_name_taken': 'Another team has this name.',
  'admin.error.team_circle': 'A team cannot stand below itself.',
  'admin.error.zone_unknown': 'There is no such time zone.',
  'admin.error.last_admin':
    'This is the last administrator who can sign in. Give the role to somebody else first.',
  'admin.error.role_over': 'This role is already over.',
  'admin.error.signs_in_already': 'This person has signed in already.',
  'admin.error.nobody_confirms':
    'Nobody else could confirm this: it takes a second administrator or a manager above. Whoever runs the server can give it with the command line.',
  'admin.error.role_longer':
    'A role that reads does not last longer this way. Give it again; it is confirmed anew.',
  'admin.error.address_taken':
    'Somebody signs in or is invited with this address, so it cannot be confirmed. Decline it.',
  'admin.error.request_over': 'This request is over: it was withdrawn, decided or has lapsed.',
  'admin.error.network': 'No connection. Nothing was changed.',

  'admin.roles.uncounted': ({ days }: { days: string }) => `${days} · not counted in totals yet`,
  'admin.roles.unconfirmed': ({ days }: { days: string }) => `Waits to be confirmed · ${days}`,
  'roles.title': 'Who holds which role',
  'roles.how':
    'A role that reads the work of others, and a team’s place below a manager who does not read it yet, hold only when somebody else confirms them: a second administrator or the manager above.',
  'roles.waiting': 'Waits for you to confirm',
  'roles.given': 'Given and confirmed',
  'roles.none': 'No role that you can see was given yet.',
  'roles.invitation': ({ names }: { names: string }) => `Invitation · ${names}`,
  'roles.confirm': 'Confirm',
  'roles.confirm.title': ({ name }: { name: string }) => `Confirm for ${name}?`,
  'roles.confirm.role':
    'The role holds at once. Confirm it only if you know this person and that they do this work. The team and its managers are told.',
  'roles.confirm.count':
    'They work in the team already. Once confirmed, the team’s wellbeing totals count them. Confirm only somebody who really works in this team: invented people in a total can give one person’s answer away. Declined, they leave the team.',
  'roles.confirm.invitation':
    'Whoever opens the link at this address signs in as this person and reads their record. Confirm it only if the address is theirs.',
  'roles.confirm.address':
    'The person asked for it with their password. From then on they sign in with it, and the old address no longer works. Confirm it only when they told you themselves.',
  'roles.address': 'Another sign-in address',
  'roles.address.present': 'Signs in with',
  'roles.address.asked': 'Asks for',
  'roles.decline': 'Decline',
  'roles.giver': ({ name }: { name: string }) => `Given by ${name}`,
  'roles.by': ({ giver, confirmer, day }: { giver: string; confirmer: string; day: string }) =>
    `given by ${giver}, confirmed by ${confirmer} · ${day}`,
  'roles.byServer': ({ day }: { day: string }) => `given by whoever runs the server · ${day}`,

  'admin.team.waits': ({ place, to }: { place: string; to: string }) =>
    `${place} · waits to be confirmed: below ${to}`,
  'admin.team.parent.hint':
    'Where this lets a manager read the team anew, it holds only when somebody else confirms it.',
  'moves.title': ({ team }: { team: string }) => `Move ${team}?`,
  'moves.fromTo': ({ from, to }: { from: string; to: string }) => `From below ${from} to below ${to}`,
  'moves.to': ({ to }: { to: string }) => `Below ${to}`,
  'moves.asker': ({ name }: { name: string }) => `Asked by ${name}`,
  'moves.readers': ({ names }: { names: string }) => `Would read the team from then on: ${names}`,
  'moves.what':
    'A manager reads the figures of every team below theirs, and notes that are shared with the manager. The team and the managers are told who moved it and who confirmed it.',
  'moves.stale': 'The team has been moved meanwhile. Decline this and ask anew.',
  'moves.waiting': 'Teams that wait to be moved',
  'moves.confirmed': 'Teams that were moved',
  'moves.by': ({ asker, confirmer, day }: { asker: string; confirmer: string; day: string }) =>
    `moved by ${asker}, confirmed by ${confirmer} · ${day}`,
  'moves.byServer': ({ day }: { day: string }) => `moved by whoever runs the server · ${day}`,

  'admin.emergency': 'Ask for emergency access',

  'recorded.kept.person':
    'Your name, your sign-in address, what imports call you, your roles and teams with their dates, and your settings: language, appearance, the order of your team, quiet hours.',
  'recorded.seen.person':
    'Colleagues see your name. Your role, its dates and who gave and confirmed it: whoever leads or manages the team, and administrators, who see your address too; that you lead or manage a team, its people too; that you are a partner, everybody who leads or manages. Your settings: only you.',
  'recorded.kept.views':
    'Who opened your record, whose phone fetched it, and on which day. You can see this list at any time.',
  'recorded.seen.views': 'You, and each person their own looks.',
  'recorded.kept.access':
    'Your password in a form that cannot be read back, your devices with their last use, and every change that you make or that is refused, with its time.',
  'recorded.seen.access':
    'Your devices: only you. The rest is on no screen of Dure, and your changes are in your file of My data; whoever runs the server can look it up.',
  'recorded.kept.invitation':
    'That you were invited, to which address, until when the invitation held and when you used it.',
  'recorded.kept.address':
    'Which other sign-in addresses you asked for, when, and what became of it, for 90 days after.',
  'recorded.seen.address': 'You, and administrators.',
  'recorded.kept.hold':
    'That a legal hold is on your records, why and until which day it is reviewed; where the reason forbids to tell you, you are not told.',
  'recorded.seen.hold': 'You, and administrators. Nobody reads more of your records by it.',
  'recorded.seen.invitation': 'Administrators, and whoever manages a team of yours, to confirm it.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    people: typeof messages
  }
}

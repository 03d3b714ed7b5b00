import type { Messages } from '../en.ts'

export const choices: Messages['choices'] = {
  label: {
    approve: 'Freigeben',
    approve_with_conditions: 'Mit Auflagen freigeben',
    request_changes: 'Änderungen verlangen',
    reject: 'Ablehnen',
    revise: 'Überarbeiten',
    withdraw: 'Zurückziehen',
    accept_conditions: 'Auflagen annehmen',
    contest: 'Widersprechen',
    state_position: 'Sagen, was akzeptabel ist',
    rule_approve: 'Freigeben',
    rule_approve_with_conditions: 'Mit Auflagen freigeben',
    rule_reject: 'Ablehnen',
    rule_send_back: 'Einmal zurückgeben',
    meet_condition: 'Auflage ist erfüllt',
    reschedule: 'Neuen Termin wählen',
    publish: 'Veröffentlichung melden',
    revoke: 'Freigabe widerrufen',
    undo: 'Rückgängig machen',
    take: 'Ich übernehme',
    hand_back: 'Zurückgeben',
    open: 'Anfrage öffnen',
    details: 'Einzelheiten',
    template: 'Als Vorlage nutzen',
  },
  forGroup: (label, group) => `${label}: ${group}`,
  numberedCondition: (position) => `Auflage ${position} ist erfüllt`,
  takeOver: 'Von mir übernehmen',
  openChannel: 'Eröffnung melden',
  consequence: {
    approve: 'Ihre Gruppe gibt genau diese Fassung frei. Sie können einen Kommentar hinzufügen.',
    approve_with_conditions:
      'Ihre Gruppe gibt diese Fassung frei, wenn Ihre Auflagen angenommen werden. Sie formulieren sie im nächsten Schritt.',
    request_changes:
      'Die Anfrage geht zur Überarbeitung zurück. Im nächsten Schritt sagen Sie, was sich ändern soll.',
    reject:
      'Im nächsten Schritt sagen Sie, warum, und was die Anfrage akzeptabel machen würde. Ein Widerspruch ist möglich.',
    revise:
      'Sie ändern die Anfrage. Alle Gruppen entscheiden über die neue Fassung, bisherige Entscheidungen zählen nicht mehr.',
    withdraw: 'Die Anfrage endet ohne Freigabe. Das lässt sich nicht rückgängig machen.',
    accept_conditions:
      'Sie verpflichten sich, diese Auflagen zu erfüllen. Die Anfrage ist dann freigegeben; Auflagen vor der Veröffentlichung müssen zuerst erfüllt sein.',
    contest:
      'Beide Seiten suchen eine Einigung. Gelingt das nicht, entscheidet die Leitung, und diese Entscheidung ist endgültig.',
    state_position: 'Beide Seiten sehen, was Sie akzeptieren würden.',
    rule_approve: 'Die Anfrage ist freigegeben. Ihre Entscheidung ist endgültig.',
    rule_approve_with_conditions:
      'Die Anfrage ist mit Ihren Auflagen freigegeben. Ihre Entscheidung ist endgültig.',
    rule_reject:
      'Die Anfrage ist abgelehnt. Ihre Entscheidung ist endgültig, ein Widerspruch ist nicht möglich.',
    rule_send_back: 'Die Anfrage wird noch einmal überarbeitet, und die Gruppen entscheiden neu.',
    meet_condition: 'Sie bestätigen, dass die Auflage erfüllt ist, und sagen wie.',
    reschedule: 'Nur der Termin ändert sich, auf einen späteren. Entscheidungen bleiben gültig.',
    publish: 'Sie geben die Adresse ein, und alle Beteiligten können sie sehen.',
    revoke: 'Die Freigabe endet sofort. Im nächsten Schritt sagen Sie, warum.',
    undo: 'Was Sie gerade getan haben, zählt nicht mehr. Belegt bleibt es, auch dass Sie es zurückgenommen haben.',
    take: 'Jemand aus der Gruppe hat das übernommen. Sie kümmern sich stattdessen, und alle in der Gruppe sehen das.',
    hand_back: 'Danach kümmert sich niemand Bestimmtes mehr darum.',
    details: 'Zeigt die ganze Anfrage.',
    template: 'Öffnet ein neues Formular mit denselben Angaben. Diese Anfrage bleibt, wie sie ist.',
  },
  inMediation: {
    approve:
      'Ihre Gruppe gibt genau diese Fassung frei. Tun das alle Gruppen, ist der Konflikt sofort beendet.',
    approve_with_conditions:
      'Ihre Gruppe gibt diese Fassung mit Auflagen frei, die Sie im nächsten Schritt formulieren. Geben alle Gruppen frei, ist der Konflikt beendet.',
    request_changes:
      'Im nächsten Schritt sagen Sie, was sich ändern soll. Die Klärung läuft weiter, eine Überarbeitung ist möglich.',
    reject:
      'Im nächsten Schritt sagen Sie, warum, und was die Anfrage akzeptabel machen würde. Die Klärung läuft weiter.',
    revise:
      'Sie ändern die Anfrage. Alle Gruppen entscheiden über die neue Fassung. Die Klärung endet weiterhin wie geplant.',
  },
  reviseApproved: 'Die Freigabe wird aufgegeben. Alle Gruppen entscheiden über die neue Fassung.',
  withdrawApproved:
    'Die Freigabe wird aufgegeben, und die Anfrage endet. Das lässt sich nicht rückgängig machen.',
  openChannelConsequence: 'Sie geben die Adresse des Kanals ein, und alle Beteiligten können sie sehen.',
}

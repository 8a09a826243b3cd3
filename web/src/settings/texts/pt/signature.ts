import type { SettingsTexts } from '../../texts.ts'

export default {
  title: 'Assinatura',
  variable: 'Inserir uma variável',
  own: 'Por baixo das suas respostas, quando seguem por correio. Vazio: a do departamento.',
  department: 'Por baixo das respostas de quem não tem a sua. Vazio: a do balcão.',
  desk: 'Por baixo das respostas de membros e departamentos sem assinatura própria.',
} satisfies SettingsTexts['signature']

import { useTexts } from '../texts/texts.tsx'

export const ReportsPage = () => {
  const t = useTexts()
  return (
    <main className="p-6">
      <h1 className="text-lg font-semibold">{t.shell.reports}</h1>
    </main>
  )
}

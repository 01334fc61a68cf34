export const BulletList = ({ items }: { items: readonly string[] }) => (
  <ul className="flex list-disc flex-col gap-1 ps-5 marker:text-ink-faint">
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
);

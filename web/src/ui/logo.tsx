/** The mark: a house with a voice in it. */
export const Logo = ({ className = "size-8" }: { className?: string }) => (
  <img src="/icon.svg" alt="" className={className} />
);

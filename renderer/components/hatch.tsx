/** Diagonal lines in the colour of the words around: the second filling of a chart that has no colours. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" strokeWidth="1.6" /></pattern>
    </defs>
  );
}

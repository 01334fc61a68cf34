import { DropIndicator, useDragAndDrop, type DragAndDropHooks } from "react-aria-components";
import { orderAfterDrop } from "./order.ts";

type Options = {
  /** What is dragged, so that nothing else takes it. */ type: string;
  ids: readonly string[];
  /** Where what is dragged would come to stand. */ indicatorClass: string;
  onOrder: (ids: string[]) => void;
};

/** Things of one list that are put in order by dragging, from the keyboard too. */
export function useDragOrder({ type, ids, indicatorClass, onOrder }: Options): DragAndDropHooks {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [type]: String(key) })),
    acceptedDragTypes: [type],
    getDropOperation: () => "move",
    onReorder: ({ keys, target: { key, dropPosition } }) => {
      if (dropPosition === "on") return;
      const ordered = orderAfterDrop(ids, new Set([...keys].map(String)), { id: String(key), position: dropPosition });
      // Put back where it was.
      if (ordered.join() !== ids.join()) onOrder(ordered);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className={indicatorClass} />,
  });
  return dragAndDropHooks;
}

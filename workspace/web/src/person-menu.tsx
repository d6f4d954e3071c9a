import { Avatar } from "./avatar";
import { Menu, type MenuItem } from "./floating";
import { addressOf, go } from "./place";
import { nameOf } from "./state";
import { useWorkspace } from "./workspace";

/** Who this window is, and how to be somebody else, here or in a second window. */
export function PersonMenu() {
  const me = useWorkspace((state) => state.me);
  const users = useWorkspace((state) => state.users);
  const others = Object.values(users)
    .filter((user) => user.id !== me.id && !user.is_bot && !user.deleted)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const here: MenuItem[] = others.map((user, at) => ({
    label: nameOf(user),
    hint: user.title,
    heading: at === 0 ? "Be somebody else in this window" : undefined,
    onChoose: () => go({ as: user.id }),
  }));
  const besides: MenuItem[] = others.map((user, at) => ({
    label: `Second window as ${nameOf(user)}`,
    heading: at === 0 ? "Open a second window" : undefined,
    onChoose: () => void window.open(addressOf({ as: user.id }), "_blank"),
  }));
  return (
    <Menu
      label={`You are ${nameOf(me)}. Switch person`}
      items={[...here, ...besides]}
      className="person"
      data={{ "data-testid": "switch-person" }}
    >
      <Avatar user={me} size={30} />
      <span className="person-words">
        <small>You are</small>
        <strong>{nameOf(me)}</strong>
      </span>
      <span aria-hidden="true">▾</span>
    </Menu>
  );
}

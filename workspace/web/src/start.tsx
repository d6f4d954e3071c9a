import { useEffect, useState } from "react";
import { Avatar } from "./avatar";
import { go } from "./place";
import type { User } from "./protocol";
import { people } from "./server";
import { nameOf, NOBODY } from "./state";

export const WHAT_THIS_IS = "A Slack-compatible workspace on your own machine. Nothing here leaves it.";

/** The first thing a newcomer sees: who do you want to be? */
export function StartScreen() {
  const [users, setUsers] = useState<User[] | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    document.title = "Choose a person";
    people().then(
      (answer) => setUsers(answer.users.filter((user) => !user.is_bot && !user.deleted)),
      (refusal: Error) => setProblem(refusal.message),
    );
  }, []);
  return (
    <main className="start">
      <Avatar user={{ ...NOBODY, is_bot: true }} size={52} />
      <h1>Who do you want to be?</h1>
      <p>
        Several windows can be different people at once: open a second one and choose somebody else. There are no
        passwords here.
      </p>
      {problem && <p role="alert">{problem}</p>}
      <ul className="start-people">
        {users?.map((user) => (
          <li key={user.id}>
            <button type="button" onClick={() => go({ as: user.id })}>
              <Avatar user={user} size={44} />
              <span>
                <strong>{nameOf(user)}</strong>
                <small>{user.title}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="what-this-is">{WHAT_THIS_IS}</p>
    </main>
  );
}

/** Generated from the API by `npm run types`. */

export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts
         * @description Return who may sign in.
         */
        get: operations["accounts_api_accounts_get"];
        put?: never;
        /**
         * Make Account
         * @description Make an account, or change one, which signs its owner out.
         */
        post: operations["make_account_api_accounts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Drop Account
         * @description Take an account away; what its owner decided stays.
         */
        delete: operations["drop_account_api_accounts__name__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actors
         * @description Return actors with names in which words begin like these, those with most statements first.
         */
        get: operations["actors_api_actors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actors/{actor}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actor
         * @description Return all that is known of an actor.
         */
        get: operations["actor_api_actors__actor__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actors/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestions
         * @description Return which actors may be one, the likeliest first.
         */
        get: operations["suggestions_api_actors_suggestions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agreement
         * @description Return how far two coders agree.
         */
        get: operations["agreement_api_agreement_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/articles/{article}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Article
         * @description Return an article with its statements.
         */
        get: operations["article_api_articles__article__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change
         * @description Make a change; one by an older version than the ledger's is refused as a conflict (409).
         */
        post: operations["change_api_changes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/codebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Codebook
         * @description Return the codebook as a YAML file to save.
         */
        get: operations["codebook_api_codebook_get"];
        put?: never;
        /**
         * Load Codebook
         * @description Make an uploaded YAML file the ledger's codebook.
         */
        post: operations["load_codebook_api_codebook_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/concepts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Concepts
         * @description Return the codebook.
         */
        get: operations["concepts_api_concepts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/concepts/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals
         * @description Return what is in dispute by the statements themselves; slow on large ledgers.
         */
        get: operations["proposals_api_concepts_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions
         * @description Return what people decided, the last first.
         */
        get: operations["decisions_api_decisions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Yield what happened, whenever something does; it ends when who listens may no longer read.
         */
        get: operations["events_api_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description Return the work of this server's time, the last first.
         */
        get: operations["jobs_api_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description Stop a job; what it stored stays. Somebody else's only an owner stops.
         */
        delete: operations["cancel_api_jobs__job__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Code
         * @description Judge what is not yet judged by the codebook.
         */
        post: operations["code_api_jobs_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/learn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Learn
         * @description Teach the coder what people decided.
         */
        post: operations["learn_api_jobs_learn_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Network
         * @description Return a network with its coalitions; `ego` is a node's id: only it, its neighbours and their ties.
         *
         *     `stability` tells how stable coalitions are when statements are drawn again, which takes seconds.
         */
        get: operations["network_api_network_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * File
         * @description Return the network as a file to save.
         */
        get: operations["file_api_network_file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series
         * @description Return the networks of sliding windows, at most 200, in one layout.
         */
        get: operations["series_api_network_series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/tie": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tie
         * @description Return the concepts and statements behind a tie, between two actors or an actor and a concept.
         */
        get: operations["tie_api_network_tie_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Positions
         * @description Return actors x concepts.
         */
        get: operations["positions_api_positions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queue
         * @description Return which statements want a person's eye; with `done` those that people decided on instead.
         */
        get: operations["queue_api_queue_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Return articles, statements and actors that match what is typed.
         */
        get: operations["search_api_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session
         * @description Return who asks; open to everybody.
         */
        get: operations["session_api_session_get"];
        put?: never;
        /**
         * Sign In
         * @description Sign in.
         */
        post: operations["sign_in_api_session_post"];
        /**
         * Sign Out
         * @description Sign out.
         */
        delete: operations["sign_out_api_session_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sources
         * @description Return the articles and what was refused.
         */
        get: operations["sources_api_sources_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Address
         * @description Add the page at an address of the public web.
         */
        post: operations["add_address_api_sources_address_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Files
         * @description Add uploaded files.
         */
        post: operations["add_files_api_sources_files_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Text
         * @description Add a pasted text.
         */
        post: operations["add_text_api_sources_text_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statements
         * @description Return statements by ids or filters, article by article in text order; `actor` and `concept` are ids.
         */
        get: operations["statements_api_statements_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/statements/{statement}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why
         * @description Return a statement and why it has the positions that it has.
         */
        get: operations["why_api_statements__statement__why_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Story
         * @description Return what the ledger holds.
         */
        get: operations["story_api_story_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline
         * @description Return the lanes with most positions, or those with these ids.
         */
        get: operations["timeline_api_timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Account
         * @description Somebody who may sign in.
         */
        Account: {
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Seen At */
            seen_at: string | null;
        };
        /**
         * ActorKind
         * @description What an actor is: `group` is unnamed or collective, `anonymous` is one unnamed person.
         * @enum {string}
         */
        ActorKind: "person" | "organization" | "country" | "group" | "anonymous" | "document";
        /**
         * ActorLine
         * @description An actor in the list.
         */
        ActorLine: {
            /** Affiliation */
            affiliation: string | null;
            /** Aliases */
            aliases: string[];
            /** Id */
            id: string;
            kind: components["schemas"]["ActorKind"];
            /** Name */
            name: string;
            /** Statements */
            statements: number;
        };
        /**
         * ActorPage
         * @description Some of the actors asked for, from `offset` on, and how many there are.
         */
        ActorPage: {
            /** Actors */
            actors: components["schemas"]["ActorLine"][];
            /** Offset */
            offset: number;
            /** Total */
            total: number;
        };
        /**
         * ActorStance
         * @description Statements of the actor on a concept by stance.
         */
        ActorStance: {
            /** Concept */
            concept: string;
            /** Conditional */
            conditional: number;
            /** Label */
            label: string;
            /** Oppose */
            oppose: number;
            /** Support */
            support: number;
        };
        /**
         * AddAlias
         * @description Another name of an actor.
         */
        AddAlias: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "add_alias";
            /** Name */
            name: string;
        };
        /**
         * AddConcept
         * @description A new concept; its id is made of its label where none is given.
         */
        AddConcept: {
            /** Description */
            description?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "add_concept";
            /** Examples */
            examples?: components["schemas"]["Example"][];
            /** Id */
            id?: string | null;
            /** Label */
            label: string;
        };
        /**
         * Address
         * @description An address on the web.
         */
        Address: {
            /** Outlet */
            outlet?: string | null;
            /** Published */
            published?: string | null;
            /** Url */
            url: string;
        };
        /**
         * AddStatement
         * @description A statement that the machine missed.
         */
        AddStatement: {
            /** Article */
            article: string;
            /** Content */
            content: [
                number,
                number
            ][];
            /** Cue */
            cue: [
                number,
                number
            ][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "add_statement";
            kind?: components["schemas"]["StatementKind"] | null;
            /** Source */
            source: [
                number,
                number
            ][];
            /** Speakers */
            speakers: string[];
        };
        /**
         * Agreement
         * @description How far two coders agree on what both decided; "machine" is the coder that comes with onrecord.
         */
        Agreement: {
            /** Disagreements */
            disagreements: components["schemas"]["Disagreement"][];
            /** Figures */
            figures: components["schemas"]["AgreementFigure"][];
            /** One */
            one: string;
            /** Other */
            other: string;
        };
        /**
         * AgreementFigure
         * @description A measure of agreement on a concept ("all" for all of them) with its 95 % interval; None where it has none.
         */
        AgreementFigure: {
            /** Alpha */
            alpha: number | null;
            /** Alpha High */
            alpha_high: number | null;
            /** Alpha Low */
            alpha_low: number | null;
            /** Cases */
            cases: number;
            /** Concept */
            concept: string;
            /** Kappa */
            kappa: number | null;
            /** Kappa High */
            kappa_high: number | null;
            /** Kappa Low */
            kappa_low: number | null;
            /** Label */
            label: string;
        };
        /**
         * ArticleLine
         * @description An article in the list.
         */
        ArticleLine: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** Address */
            address: string;
            /** Copy Of */
            copy_of: string | null;
            /** Id */
            id: string;
            /** Outlet */
            outlet: string | null;
            /** Published */
            published: string | null;
            /** Statements */
            statements: number;
            /** Title */
            title: string | null;
        };
        /** Body_add_files_api_sources_files_post */
        Body_add_files_api_sources_files_post: {
            /** Files */
            files: string[];
        };
        /** Body_load_codebook_api_codebook_post */
        Body_load_codebook_api_codebook_post: {
            /** File */
            file: string;
        };
        /**
         * Cell
         * @description Statements of an actor on a concept by stance. `actor` and `concept` are places in the matrix's lists.
         */
        Cell: {
            /** Actor */
            actor: number;
            /** Concept */
            concept: number;
            /** Conditional */
            conditional: number;
            /** Confidence */
            confidence: number;
            /** Current */
            current: string | null;
            /** Oppose */
            oppose: number;
            /** Support */
            support: number;
        };
        /**
         * Change
         * @description A call, the version of its subject that the browser saw, and a key of its own: sent twice it is made once.
         *
         *     `by` names the coder where the app has no accounts, `why` gives a reason.
         */
        Change: {
            /** By */
            by?: string | null;
            /** Call */
            call: components["schemas"]["ConfirmStatement"] | components["schemas"]["RejectStatement"] | components["schemas"]["SetStatementKind"] | components["schemas"]["SetSpeakers"] | components["schemas"]["SetSpans"] | components["schemas"]["SplitStatement"] | components["schemas"]["AddStatement"] | components["schemas"]["SetPosition"] | components["schemas"]["ConfirmPosition"] | components["schemas"]["MergeActors"] | components["schemas"]["SplitActor"] | components["schemas"]["RenameActor"] | components["schemas"]["AddAlias"] | components["schemas"]["IsNot"] | components["schemas"]["SetAffiliation"] | components["schemas"]["SetActorKind"] | components["schemas"]["AddConcept"] | components["schemas"]["EditConcept"] | components["schemas"]["MergeConcepts"] | components["schemas"]["DropConcept"] | components["schemas"]["Undo"] | components["schemas"]["Redo"];
            /** Key */
            key: string;
            /** Seen */
            seen?: number | null;
            /** Why */
            why?: string | null;
        };
        /**
         * ConfirmPosition
         * @description A position, or that there is none, is right.
         */
        ConfirmPosition: {
            /** Concept */
            concept: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "confirm_position";
            /** Statement */
            statement: string;
        };
        /**
         * ConfirmStatement
         * @description The attribution is right, and so are the positions that the machine found in it.
         */
        ConfirmStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "confirm_statement";
            /** Statement */
            statement: string;
        };
        /**
         * Count
         * @description How many statements somebody or something has.
         */
        Count: {
            actor: components["schemas"]["ShownActor"];
            /** Statements */
            statements: number;
        };
        /**
         * DateBasis
         * @description Where a statement's date comes from: words near it, the article's own date, or nowhere.
         * @enum {string}
         */
        DateBasis: "expression" | "article" | "unknown";
        /**
         * DatePrecision
         * @description How long the stretch of time is that a statement's date begins.
         * @enum {string}
         */
        DatePrecision: "day" | "week" | "month" | "year";
        /**
         * DecisionPage
         * @description Some of the decisions, the last first, from `offset` on; how many there are, and by whom.
         */
        DecisionPage: {
            /** Decisions */
            decisions: components["schemas"]["ShownDecision"][];
            /** Offset */
            offset: number;
            /** People */
            people: string[];
            /** Total */
            total: number;
        };
        /**
         * Disagreement
         * @description A statement that two coders decided otherwise; "none" is no position.
         */
        Disagreement: {
            /** Concept */
            concept: string;
            /** Label */
            label: string;
            /** One */
            one: string;
            /** Other */
            other: string;
            /** Statement */
            statement: string;
            /** Text */
            text: string;
        };
        /**
         * DropConcept
         * @description A concept leaves the codebook.
         */
        DropConcept: {
            /** Concept */
            concept: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "drop_concept";
        };
        /**
         * EditConcept
         * @description Another label or description, or further examples.
         */
        EditConcept: {
            /** Concept */
            concept: string;
            /** Description */
            description?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "edit_concept";
            /** Examples */
            examples?: components["schemas"]["Example"][];
            /** Label */
            label?: string | null;
        };
        /**
         * Example
         * @description A sentence that takes a stance.
         */
        Example: {
            stance: components["schemas"]["Stance"];
            /** Text */
            text: string;
        };
        /**
         * FoundActor
         * @description An actor with a name that matches.
         */
        FoundActor: {
            actor: components["schemas"]["ShownActor"];
            /** Statements */
            statements: number;
        };
        /**
         * FoundArticle
         * @description An article that has the words; `start` is where in its text they begin, None where only the title has them.
         */
        FoundArticle: {
            /** Id */
            id: string;
            /** Outlet */
            outlet: string | null;
            /** Pieces */
            pieces: [
                string,
                string,
                string
            ];
            /** Published */
            published: string | null;
            /** Start */
            start: number | null;
            /** Title */
            title: string | null;
        };
        /**
         * FoundStatement
         * @description A statement whose content has the words, with the first of its speakers.
         */
        FoundStatement: {
            /** Article */
            article: string;
            /** Date */
            date: string | null;
            /** Id */
            id: string;
            /** Pieces */
            pieces: [
                string,
                string,
                string
            ];
            /** Speaker */
            speaker: string | null;
        };
        /**
         * Ground
         * @description Words that take a stance on a concept: a decided statement, by its id, or the codebook's own.
         */
        Ground: {
            stance: components["schemas"]["Stance"];
            /** Statement */
            statement: string | null;
            /** Text */
            text: string;
        };
        /**
         * Group
         * @description A coalition: its members' ids, how stable it is from 0 to 1 by the bootstrap, what characterises it.
         */
        Group: {
            /** Members */
            members: string[];
            /** Number */
            number: number;
            /** Stability */
            stability: number | null;
            /** Traits */
            traits: components["schemas"]["GroupTrait"][];
        };
        /**
         * GroupTrait
         * @description What characterises a coalition: a concept and a side, taken by so many of its members and of the others.
         */
        GroupTrait: {
            /** Concept */
            concept: string;
            /** Elsewhere */
            elsewhere: number;
            /** Label */
            label: string;
            /** Members */
            members: number;
            /** Others */
            others: number;
            /** Side */
            side: string;
            /** Size */
            size: number;
            /** Statements */
            statements: string[];
        };
        /**
         * Happened
         * @description The ledger's version, which grows with whatever anybody changes, and the jobs at work or just ended.
         */
        Happened: {
            /** Jobs */
            jobs: components["schemas"]["Job"][];
            /** Version */
            version: number;
        };
        /**
         * Hits
         * @description The best of each.
         */
        Hits: {
            /** Actors */
            actors: components["schemas"]["FoundActor"][];
            /** Articles */
            articles: components["schemas"]["FoundArticle"][];
            /** Statements */
            statements: components["schemas"]["FoundStatement"][];
        };
        /**
         * Holdings
         * @description Some of the articles, those added last first, from `offset` on, how many there are, and all refusals.
         */
        Holdings: {
            /** Articles */
            articles: components["schemas"]["ArticleLine"][];
            /** Offset */
            offset: number;
            /** Refusals */
            refusals: components["schemas"]["Refusal"][];
            /** Total */
            total: number;
        };
        /**
         * IsNot
         * @description An actor is not another one, or nobody of this name.
         */
        IsNot: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "is_not";
            /** Other */
            other: string;
        };
        /**
         * Job
         * @description Work in the background. `state` is "waiting", "running", "done", "failed" or "cancelled".
         */
        Job: {
            /** Added */
            added: number;
            /** By */
            by: string;
            /** Coded */
            coded: number;
            /** Completed */
            completed: number;
            /** Copies */
            copies: number;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Known */
            known: number;
            /** Message */
            message: string | null;
            /** Positions */
            positions: number;
            /** Refused */
            refused: components["schemas"]["Refusal"][];
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** State */
            state: string;
            /** Statements */
            statements: number;
            /** What */
            what: string;
        };
        /**
         * Judged
         * @description How likely the coder found each stance of a statement on a concept, and what is like it.
         */
        Judged: {
            /** Concept */
            concept: string;
            /** Conditional */
            conditional: number;
            /** Grounds */
            grounds: components["schemas"]["Ground"][];
            /** Label */
            label: string;
            /** None */
            none: number;
            /** Oppose */
            oppose: number;
            /** Support */
            support: number;
        };
        /**
         * Lane
         * @description One actor's or concept's positions in time.
         */
        Lane: {
            /** Changes */
            changes: components["schemas"]["LaneChange"][];
            /** Count */
            count: number;
            /** Id */
            id: string;
            /** Marks */
            marks: components["schemas"]["Mark"][];
            /** Name */
            name: string;
        };
        /**
         * LaneChange
         * @description A change of stance within the lane: between the two statements.
         */
        LaneChange: {
            after: components["schemas"]["Stance"];
            before: components["schemas"]["Stance"];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Other */
            other: string;
            /** Probability */
            probability: number;
            /** Statement After */
            statement_after: string;
            /** Statement Before */
            statement_before: string;
        };
        /**
         * Made
         * @description The numbers of the decisions that a change made, the subject's version after it, and the ledger's.
         */
        Made: {
            /** Decisions */
            decisions: number[];
            /** Ledger */
            ledger: number;
            /** Made */
            made?: string | null;
            /** Version */
            version: number;
        };
        /**
         * Mark
         * @description A position in its lane: all of one day, stance and other, or where there are too many of a day, week or month.
         */
        Mark: {
            /** Count */
            count: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Other */
            other: string;
            stance: components["schemas"]["Stance"];
            /** Statements */
            statements: string[];
        };
        /**
         * Matrix
         * @description The actors with most positions, at most as many as asked for, and all concepts; both sorted by similarity.
         */
        Matrix: {
            /** Actors */
            actors: components["schemas"]["ShownActor"][];
            /** Cells */
            cells: components["schemas"]["Cell"][];
            /** Concepts */
            concepts: components["schemas"]["MatrixConcept"][];
            /** First */
            first: string | null;
            /** Last */
            last: string | null;
            /** Total Actors */
            total_actors: number;
        };
        /**
         * MatrixConcept
         * @description A column: a concept with its label.
         */
        MatrixConcept: {
            /** Id */
            id: string;
            /** Label */
            label: string;
        };
        /**
         * MaybeOne
         * @description Two actors that may be one, and why: `actor` would be merged into `into`.
         */
        MaybeOne: {
            actor: components["schemas"]["ShownActor"];
            into: components["schemas"]["ShownActor"];
            /** Reasons */
            reasons: string[];
            /** Score */
            score: number;
        };
        /**
         * MergeActors
         * @description Two actors are one, under the second's name.
         */
        MergeActors: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "merge_actors";
            /** Into */
            into: string;
        };
        /**
         * MergeConcepts
         * @description Two concepts are one, under the second's label.
         */
        MergeConcepts: {
            /** Concept */
            concept: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "merge_concepts";
            /** Into */
            into: string;
        };
        /**
         * NameSeen
         * @description A spelling and the articles (ids, at most 20) where it is the fullest one.
         */
        NameSeen: {
            /** Articles */
            articles: string[];
            /** Count */
            count: number;
            /** Name */
            name: string;
        };
        /**
         * NewAccount
         * @description An account to make, or the one of this name to change.
         */
        NewAccount: {
            /** Name */
            name: string;
            /** Password */
            password: string;
            role: components["schemas"]["Role"];
        };
        /**
         * Node
         * @description An actor or concept. `x` and `y` are a place from -1 to 1; `group` is its coalition's number, None for none.
         */
        Node: {
            /** Group */
            group: number | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Label */
            label: string;
            /** Statements */
            statements: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * Outlet
         * @description A source of articles; the name is None where it is unknown.
         */
        Outlet: {
            /** Articles */
            articles: number;
            /** Name */
            name: string | null;
        };
        /**
         * PastedText
         * @description An article's text, pasted.
         */
        PastedText: {
            /** Outlet */
            outlet?: string | null;
            /** Published */
            published?: string | null;
            /** Text */
            text: string;
            /** Title */
            title?: string | null;
        };
        /**
         * Problem
         * @description Why a request was refused, in words that a person can act on.
         *
         *     `reason` is "conflict" (409: somebody decided meanwhile; see `changed_by`), "not_found" (404), "wrong" (400, 405,
         *     422), "not_signed_in" (401), "not_allowed" (403), "stale" (403: the token is of another start of the server; ask
         *     for /api/session and send again), "too_large" (413), "too_many" (429; see the header Retry-After), "busy" (503) or
         *     "failed" (500: a fault of onrecord).
         */
        Problem: {
            /** Changed By */
            changed_by?: string | null;
            /** Message */
            message: string;
            /** Reason */
            reason: string;
        };
        /**
         * Proposal
         * @description A concept found in dispute, with statements typical of it; `kept` tells that the codebook has it already.
         */
        Proposal: {
            /** Actors */
            actors: number;
            /** Examples */
            examples: components["schemas"]["ShownExample"][];
            /** Id */
            id: string;
            /** Kept */
            kept: boolean;
            /** Label */
            label: string;
            /** Statements */
            statements: number;
            /** Typical */
            typical: string[];
        };
        /**
         * Queue
         * @description The first of the statements that wait, and how far the review has come with the filters asked for.
         */
        Queue: {
            /** Decided */
            decided: number;
            /** Queued */
            queued: components["schemas"]["Queued"][];
            /** Total */
            total: number;
        };
        /**
         * Queued
         * @description A statement that waits: its article, and how sure the machine is of what it is least sure of.
         */
        Queued: {
            /** Article */
            article: string;
            /** Confidence */
            confidence: number;
            /** Statement */
            statement: string;
        };
        /**
         * Redo
         * @description A decision that was undone is made anew.
         */
        Redo: {
            /** Decision */
            decision: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "redo";
        };
        /**
         * Refusal
         * @description An input that was not taken, why, and what can be done.
         */
        Refusal: {
            /** Address */
            address: string;
            /** Reason */
            reason: string;
            /** Remedy */
            remedy: string;
        };
        /**
         * RejectStatement
         * @description It is no attribution.
         */
        RejectStatement: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "reject_statement";
            /** Statement */
            statement: string;
        };
        /**
         * RenameActor
         * @description An actor's name.
         */
        RenameActor: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "rename_actor";
            /** Name */
            name: string;
        };
        /**
         * Role
         * @description A reader sees all, a coder decides too, an owner adds sources and accounts too.
         * @enum {string}
         */
        Role: "reader" | "coder" | "owner";
        /**
         * Series
         * @description The windows in order of time, with the nodes of all of them in one layout.
         */
        Series: {
            /** Nodes */
            nodes: components["schemas"]["Node"][];
            /** Windows */
            windows: components["schemas"]["Window"][];
        };
        /**
         * Session
         * @description Who asks. Without accounts everybody is an owner, and names himself in each change (`Change.by`).
         */
        Session: {
            /** Accounts */
            accounts: boolean;
            /** Ledger */
            ledger: string;
            /** Name */
            name: string | null;
            role: components["schemas"]["Role"] | null;
            /** Signed In */
            signed_in: boolean;
            /** Token */
            token: string | null;
            /** Version */
            version: number;
        };
        /**
         * SetActorKind
         * @description What an actor is.
         */
        SetActorKind: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_actor_kind";
            kind: components["schemas"]["ActorKind"];
        };
        /**
         * SetAffiliation
         * @description An actor holds a role, or with `holds` false does not.
         */
        SetAffiliation: {
            /** Actor */
            actor: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_affiliation";
            /** First Seen */
            first_seen?: string | null;
            /**
             * Holds
             * @default true
             */
            holds: boolean;
            /** Last Seen */
            last_seen?: string | null;
            /** Of */
            of: string | null;
            /** Role */
            role: string | null;
        };
        /**
         * SetPosition
         * @description Where a statement stands on a concept; None: it takes no position.
         */
        SetPosition: {
            /** Concept */
            concept: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_position";
            stance: components["schemas"]["Stance"] | null;
            /** Statement */
            statement: string;
        };
        /**
         * SetSpans
         * @description Where source, cue and content stand.
         */
        SetSpans: {
            /** Content */
            content: [
                number,
                number
            ][];
            /** Cue */
            cue: [
                number,
                number
            ][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_spans";
            /** Source */
            source: [
                number,
                number
            ][];
            /** Statement */
            statement: string;
        };
        /**
         * SetSpeakers
         * @description Who speaks, by ids or new names; nobody known where empty.
         */
        SetSpeakers: {
            /** Actors */
            actors: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_speakers";
            /** Statement */
            statement: string;
        };
        /**
         * SetStatementKind
         * @description Direct, indirect or mixed.
         */
        SetStatementKind: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "set_statement_kind";
            kind: components["schemas"]["StatementKind"];
            /** Statement */
            statement: string;
        };
        /**
         * Shared
         * @description A concept behind a tie, with the statements of either end.
         */
        Shared: {
            /** Agree */
            agree: boolean;
            /** Concept */
            concept: string;
            /** Label */
            label: string;
            /** One */
            one: components["schemas"]["ShownStatement"][];
            /** Other */
            other: components["schemas"]["ShownStatement"][];
        };
        /**
         * ShownActor
         * @description An actor by name.
         */
        ShownActor: {
            /** Id */
            id: string;
            kind: components["schemas"]["ActorKind"];
            /** Name */
            name: string;
        };
        /**
         * ShownActorWhole
         * @description All that is known of an actor; `version` as of a statement.
         */
        ShownActorWhole: {
            /** Affiliations */
            affiliations: components["schemas"]["ShownAffiliation"][];
            /** Id */
            id: string;
            kind: components["schemas"]["ActorKind"];
            /** Name */
            name: string;
            /** Names */
            names: components["schemas"]["NameSeen"][];
            /** Stances */
            stances: components["schemas"]["ActorStance"][];
            /** Statements */
            statements: number;
            /** Version */
            version: number;
            /** Wikidata */
            wikidata: string | null;
        };
        /**
         * ShownAffiliation
         * @description A role and what it is of, with the dates it was seen.
         */
        ShownAffiliation: {
            /** First Seen */
            first_seen: string | null;
            /** Last Seen */
            last_seen: string | null;
            /** Of */
            of: string | null;
            /** Role */
            role: string | null;
        };
        /**
         * ShownArticle
         * @description An article whole, with its statements in text order, rejected ones too.
         */
        ShownArticle: {
            /** Author */
            author: string | null;
            /** Copy Of */
            copy_of: string | null;
            /** Id */
            id: string;
            /** Language */
            language: string | null;
            /** Outlet */
            outlet: string | null;
            /** Published */
            published: string | null;
            /** Statements */
            statements: components["schemas"]["ShownStatement"][];
            /** Text */
            text: string;
            /** Title */
            title: string | null;
            /** Url */
            url: string | null;
        };
        /**
         * ShownConcept
         * @description A concept with how many take each side; `version` as of a statement.
         */
        ShownConcept: {
            /** Actors */
            actors: number;
            /** Conditional */
            conditional: number;
            /** Description */
            description: string | null;
            /** Examples */
            examples: components["schemas"]["ShownExample"][];
            /** Id */
            id: string;
            /** Label */
            label: string;
            /** Oppose */
            oppose: number;
            /** Support */
            support: number;
            /** Version */
            version: number;
        };
        /**
         * ShownDecision
         * @description A decision in words: "merged", "Macron" into "Emmanuel Macron"; with where it can be seen.
         */
        ShownDecision: {
            /** Actor */
            actor: string | null;
            /** Concept */
            concept: string | null;
            /** Field */
            field: string;
            /** Id */
            id: number;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** New */
            new: string | null;
            /** Old */
            old: string | null;
            /** Statement */
            statement: string | null;
            /** Subject */
            subject: string;
            /** Subject Id */
            subject_id: string;
            /** Undone At */
            undone_at: string | null;
            /** Undone By */
            undone_by: string | null;
            /** Why */
            why: string | null;
            /** Words */
            words: string;
        };
        /**
         * ShownExample
         * @description A sentence that takes a stance, as the codebook has it.
         */
        ShownExample: {
            stance: components["schemas"]["Stance"];
            /** Text */
            text: string;
        };
        /**
         * ShownNetwork
         * @description A network as it is drawn: the strongest ties at or above the threshold, at most as many as asked for.
         */
        ShownNetwork: {
            /** First */
            first: string | null;
            /** Groups */
            groups: components["schemas"]["Group"][];
            /** Last */
            last: string | null;
            /** Nodes */
            nodes: components["schemas"]["Node"][];
            /** Statements */
            statements: number;
            /** Strongest */
            strongest: number;
            /** Ties */
            ties: components["schemas"]["Tie"][];
            /** Total Nodes */
            total_nodes: number;
            /** Total Ties */
            total_ties: number;
        };
        /**
         * ShownPosition
         * @description Where a statement stands on a concept: by "machine" or a person.
         */
        ShownPosition: {
            /** Concept */
            concept: string;
            /** Confidence */
            confidence: number;
            /** Decided By */
            decided_by: string;
            /** Label */
            label: string;
            /** Narrated */
            narrated: boolean;
            stance: components["schemas"]["Stance"];
        };
        /**
         * ShownStatement
         * @description A statement with its evidence and its article's head.
         *
         *     `text` is the content as it reads in the article. `verdict` is "confirmed", "rejected" or None where nobody
         *     decided. `version` counts what was decided of it and its positions: a change names the version it was made of.
         */
        ShownStatement: {
            /** Article */
            article: string;
            /** By Hand */
            by_hand: boolean;
            /** Confidence */
            confidence: number;
            /** Content */
            content: [
                number,
                number
            ][];
            /** Copy Of */
            copy_of: string | null;
            /** Cue */
            cue: [
                number,
                number
            ][];
            /** Date */
            date: string | null;
            date_basis: components["schemas"]["DateBasis"];
            date_precision: components["schemas"]["DatePrecision"];
            /** Id */
            id: string;
            kind: components["schemas"]["StatementKind"];
            /** Outlet */
            outlet: string | null;
            /** Positions */
            positions: components["schemas"]["ShownPosition"][];
            /** Published */
            published: string | null;
            /** Source */
            source: [
                number,
                number
            ][];
            /** Speakers */
            speakers: components["schemas"]["ShownActor"][];
            /** Text */
            text: string;
            /** Title */
            title: string | null;
            /** Url */
            url: string | null;
            /** Verdict */
            verdict: string | null;
            /** Version */
            version: number;
        };
        /**
         * Side
         * @description How many statements and actors take each stance on a concept.
         */
        Side: {
            /** Actors */
            actors: number;
            /** Concept */
            concept: string;
            /** Conditional */
            conditional: number;
            /** Label */
            label: string;
            /** Oppose */
            oppose: number;
            /** Support */
            support: number;
        };
        /**
         * SignIn
         * @description A name and its password.
         */
        SignIn: {
            /** Name */
            name: string;
            /** Password */
            password: string;
        };
        /**
         * SplitActor
         * @description What was said under these names or in these articles is another actor's.
         */
        SplitActor: {
            /** Actor */
            actor: string;
            /** Articles */
            articles: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "split_actor";
            /** Into */
            into?: string | null;
            /** Names */
            names: string[];
        };
        /**
         * SplitStatement
         * @description The content is cut at this code point.
         */
        SplitStatement: {
            /** At */
            at: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "split_statement";
            /** Statement */
            statement: string;
        };
        /**
         * Stance
         * @description Where a speaker stands on a concept; `conditional` depends on something, or is left open on purpose.
         * @enum {string}
         */
        Stance: "support" | "oppose" | "conditional";
        /**
         * StatementKind
         * @description How much of a statement's content stands in quotation marks: all, none, or a part.
         * @enum {string}
         */
        StatementKind: "direct" | "indirect" | "mixed";
        /**
         * StatementPage
         * @description Some of the statements asked for, from `offset` on, and how many there are.
         */
        StatementPage: {
            /** Offset */
            offset: number;
            /** Statements */
            statements: components["schemas"]["ShownStatement"][];
            /** Total */
            total: number;
        };
        /**
         * Story
         * @description What the ledger holds, copies not counted. `undecided` are statements that no person confirmed or rejected.
         */
        Story: {
            /** Actors */
            actors: number;
            /** Articles */
            articles: number;
            /** Copies */
            copies: number;
            /** Disputes */
            disputes: components["schemas"]["Side"][];
            /** First */
            first: string | null;
            /** Last */
            last: string | null;
            /** Months */
            months: [
                string,
                number
            ][];
            /** Name */
            name: string;
            /** Outlets */
            outlets: components["schemas"]["Outlet"][];
            /** Refused */
            refused: number;
            /** Speakers */
            speakers: components["schemas"]["Count"][];
            /** Statements */
            statements: number;
            /** Turns */
            turns: components["schemas"]["Turn"][];
            /** Undecided */
            undecided: number;
        };
        /**
         * Tie
         * @description A tie between the nodes at two places in the list; below 0 for conflict.
         */
        Tie: {
            /** One */
            one: number;
            /** Other */
            other: number;
            /** Weight */
            weight: number;
        };
        /**
         * TieEvidence
         * @description What a tie is made of.
         */
        TieEvidence: {
            /** One */
            one: string;
            /** Other */
            other: string;
            /** Shared */
            shared: components["schemas"]["Shared"][];
        };
        /**
         * Timeline
         * @description The lanes with most positions, at most as many as asked for.
         */
        Timeline: {
            /** First */
            first: string | null;
            /** Lanes */
            lanes: components["schemas"]["Lane"][];
            /** Last */
            last: string | null;
            /** Total Lanes */
            total_lanes: number;
            /** Undated */
            undated: number;
        };
        /**
         * Turn
         * @description A change of an actor's stance on a concept, with the statement on either side.
         */
        Turn: {
            actor: components["schemas"]["ShownActor"];
            after: components["schemas"]["Stance"];
            before: components["schemas"]["Stance"];
            /** Concept */
            concept: string;
            /** Label */
            label: string;
            /** Probability */
            probability: number;
            statement_after: components["schemas"]["ShownStatement"];
            statement_before: components["schemas"]["ShownStatement"];
        };
        /**
         * Undo
         * @description A decision is undone.
         */
        Undo: {
            /** Decision */
            decision: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            do: "undo";
        };
        /**
         * Why
         * @description A statement and why it has the positions that it has.
         */
        Why: {
            /** Judged */
            judged: components["schemas"]["Judged"][];
            statement: components["schemas"]["ShownStatement"];
        };
        /**
         * Window
         * @description One window of a series: its ties, by the nodes' ids.
         */
        Window: {
            /**
             * Begins
             * Format: date
             */
            begins: string;
            /**
             * Ends
             * Format: date
             */
            ends: string;
            /** Statements */
            statements: number;
            /** Ties */
            ties: [
                string,
                string,
                number
            ][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    accounts_api_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_account_api_accounts_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_account_api_accounts__name__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actors_api_actors_get: {
        parameters: {
            query?: {
                kind?: components["schemas"]["ActorKind"] | null;
                limit?: number;
                offset?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActorPage"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actor_api_actors__actor__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                actor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownActorWhole"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestions_api_actors_suggestions_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaybeOne"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agreement_api_agreement_get: {
        parameters: {
            query: {
                one: string;
                other: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    article_api_articles__article__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                article: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownArticle"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_api_changes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    codebook_api_codebook_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    load_codebook_api_codebook_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_load_codebook_api_codebook_post"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownConcept"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    concepts_api_concepts_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownConcept"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposals_api_concepts_proposals_get: {
        parameters: {
            query?: {
                most?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisions_api_decisions_get: {
        parameters: {
            query?: {
                by?: string | null;
                limit?: number;
                offset?: number;
                subject?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionPage"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_api_events_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_api_jobs_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"][];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_api_jobs__job__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    code_api_jobs_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    learn_api_jobs_learn_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    network_api_network_get: {
        parameters: {
            query?: {
                ego?: string | null;
                kind?: "congruence" | "conflict" | "subtract" | "affiliation";
                min_confidence?: number;
                most?: number;
                since?: string | null;
                stability?: boolean;
                threshold?: number;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownNetwork"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    file_api_network_file_get: {
        parameters: {
            query: {
                format: "gexf" | "graphml" | "svg" | "png" | "csv";
                kind?: "congruence" | "conflict" | "subtract" | "affiliation";
                min_confidence?: number;
                most?: number;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    series_api_network_series_get: {
        parameters: {
            query?: {
                kind?: "congruence" | "conflict" | "subtract" | "affiliation";
                min_confidence?: number;
                most?: number;
                step?: number;
                unit?: "days" | "weeks" | "months" | "years";
                width?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Series"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tie_api_network_tie_get: {
        parameters: {
            query: {
                min_confidence?: number;
                one: string;
                other: string;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TieEvidence"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    positions_api_positions_get: {
        parameters: {
            query?: {
                min_confidence?: number;
                most?: number;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matrix"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queue_api_queue_get: {
        parameters: {
            query?: {
                actor?: string | null;
                article?: string | null;
                concept?: string | null;
                done?: boolean;
                limit?: number;
                order?: "unsure" | "text";
                outlet?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_api_search_get: {
        parameters: {
            query: {
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hits"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_api_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in_api_session_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_api_session_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources_api_sources_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Holdings"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_address_api_sources_address_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Address"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_files_api_sources_files_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_add_files_api_sources_files_post"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_text_api_sources_text_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PastedText"];
            };
        };
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    statements_api_statements_get: {
        parameters: {
            query?: {
                actor?: string | null;
                concept?: string | null;
                id?: string[] | null;
                kind?: components["schemas"]["StatementKind"] | null;
                limit?: number;
                offset?: number;
                outlet?: string | null;
                since?: string | null;
                stance?: ("support" | "oppose" | "conditional") | null;
                until?: string | null;
                verdict?: ("confirmed" | "rejected" | "none") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    why_api_statements__statement__why_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                statement: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Why"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    story_api_story_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Story"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline_api_timeline_get: {
        parameters: {
            query?: {
                id?: string[] | null;
                lanes?: "actor" | "concept";
                min_confidence?: number;
                most?: number;
                since?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Client Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Server Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

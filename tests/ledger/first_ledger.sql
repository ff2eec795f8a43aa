BEGIN TRANSACTION;
CREATE TABLE actors (
	id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT actorkind_known CHECK (kind IN ('person', 'organization', 'country', 'group', 'anonymous', 'document'))
);
INSERT INTO "actors" VALUES('ana-ruiz','Ana Ruiz','person');
INSERT INTO "actors" VALUES('farmers','Farmers','organization');
CREATE TABLE affiliations (
	number INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	role VARCHAR, 
	"of" VARCHAR, 
	first_seen DATE, 
	last_seen DATE, 
	PRIMARY KEY (number), 
	FOREIGN KEY(actor) REFERENCES actors (id)
);
INSERT INTO "affiliations" VALUES(1,'ana-ruiz','mayor',NULL,'2031-03-05','2031-03-05');
CREATE TABLE aliases (
	actor VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (actor, name), 
	FOREIGN KEY(actor) REFERENCES actors (id)
)
 WITHOUT ROWID

;
INSERT INTO "aliases" VALUES('ana-ruiz','Ana Ruiz');
INSERT INTO "aliases" VALUES('ana-ruiz','Ruiz');
INSERT INTO "aliases" VALUES('farmers','Farmers');
CREATE TABLE articles (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	address VARCHAR NOT NULL, 
	title VARCHAR, 
	outlet VARCHAR, 
	author VARCHAR, 
	published DATE, 
	language VARCHAR, 
	url VARCHAR, 
	copy_of VARCHAR, 
	added_at DATETIME NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (digest), 
	FOREIGN KEY(copy_of) REFERENCES articles (id)
);
INSERT INTO "articles" VALUES(1,'wall','Mayor Ana Ruiz said on Tuesday that the sea wall must wait.

“Not in a storm,” Ruiz told the council. Farmers said that the fields would flood.
','c7065055af776806e81172ed6024e5e512bf5d61f8b1d12be08d4c9a942c69e8','wall.txt',NULL,NULL,NULL,'2031-03-05',NULL,NULL,NULL,'2026-11-22 03:56:56.930114');
CREATE TABLE bands (
	band VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	PRIMARY KEY (band, article), 
	FOREIGN KEY(article) REFERENCES articles (id)
)
 WITHOUT ROWID

;
INSERT INTO "bands" VALUES('00826d5738113872','wall');
INSERT INTO "bands" VALUES('013e72947e045cbf','wall');
INSERT INTO "bands" VALUES('0219fabe6ae0c547','wall');
INSERT INTO "bands" VALUES('033a2fa245ff1c21','wall');
INSERT INTO "bands" VALUES('040a2ff3329b514e','wall');
INSERT INTO "bands" VALUES('05cc5a7e77408bc1','wall');
INSERT INTO "bands" VALUES('06c4100d6ca4bae3','wall');
INSERT INTO "bands" VALUES('074e4eb65acbf349','wall');
INSERT INTO "bands" VALUES('08bf2f29caf59cab','wall');
INSERT INTO "bands" VALUES('09a2db0d6f53a5ab','wall');
INSERT INTO "bands" VALUES('0aabba5449b4a96d','wall');
INSERT INTO "bands" VALUES('0bc874f9d3070c04','wall');
INSERT INTO "bands" VALUES('0c39d5e1139778ea','wall');
INSERT INTO "bands" VALUES('0d2a47d5b18c8d5c','wall');
INSERT INTO "bands" VALUES('0e00a6c19d425f84','wall');
INSERT INTO "bands" VALUES('0f58e3a962943d50','wall');
INSERT INTO "bands" VALUES('1020487bf126b1d8','wall');
INSERT INTO "bands" VALUES('11b850ac841a20e9','wall');
INSERT INTO "bands" VALUES('125c2d2a4df02522','wall');
INSERT INTO "bands" VALUES('13e20de2ca55edad','wall');
INSERT INTO "bands" VALUES('1400048306f5c711','wall');
INSERT INTO "bands" VALUES('152ac9fafe2de548','wall');
INSERT INTO "bands" VALUES('16c8c499fcf329c9','wall');
INSERT INTO "bands" VALUES('17b13382093b53de','wall');
INSERT INTO "bands" VALUES('189c3e419c198e25','wall');
INSERT INTO "bands" VALUES('197d78215228a61a','wall');
INSERT INTO "bands" VALUES('1ad93d53328182a5','wall');
INSERT INTO "bands" VALUES('1b01025eea9a6d1f','wall');
INSERT INTO "bands" VALUES('1caef09d6572b929','wall');
INSERT INTO "bands" VALUES('1d6ebbbd7c93eb9e','wall');
INSERT INTO "bands" VALUES('1ee89ab8dca36956','wall');
INSERT INTO "bands" VALUES('1f942bc6cd822bbf','wall');
INSERT INTO "bands" VALUES('2066a4b130d1996d','wall');
INSERT INTO "bands" VALUES('21be1e34f08be6bd','wall');
INSERT INTO "bands" VALUES('22c004f3294989d9','wall');
INSERT INTO "bands" VALUES('23bf4422028b1f9a','wall');
INSERT INTO "bands" VALUES('24d511d358d4eb66','wall');
INSERT INTO "bands" VALUES('25add2bfd367bc36','wall');
INSERT INTO "bands" VALUES('26f761f370bfdede','wall');
INSERT INTO "bands" VALUES('27f051f0f2c5c01c','wall');
INSERT INTO "bands" VALUES('28054bcd826554b7','wall');
INSERT INTO "bands" VALUES('290b40e874f4fb86','wall');
CREATE TABLE decisions (
	id INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	old TEXT, 
	new TEXT, 
	why TEXT, 
	undone_at DATETIME, 
	undone_by VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE fingerprints (
	article VARCHAR NOT NULL, 
	signature BLOB NOT NULL, 
	PRIMARY KEY (article), 
	FOREIGN KEY(article) REFERENCES articles (id)
);
INSERT INTO "fingerprints" VALUES('wall',X'1800000058F82A11B170CA10441CBA0121086C07A9CC920083DCCB140903C60E098E9C109E107B0D45369604224E8A1121D35504508D0E1E0D0D7C0E35AB5200A042870060F20201B06603029EBB9F1BFCE74920CC4344185B8D2C0579DF0E0432317006A9AA5E02981688197AF16513BD284D06E0AACC0F838DAE1A21C62A05498A78004B3E0301E439EF00F5D05A1C59F2D00994479914265FB604ADABEA0A51E05E09525771073CC10310BC413619660AF9020C2CF118B4F8190BFD5F6F01955756031A767E02F1776400328ECF060AC8F50DD482F80CEB7ED0082794B51A48C39409BA52B605B5B5F603A7CF220D8EE5C40904EB6C0152B848047829AD09E4230E14C6F09501E5043B18AEA52D0B47113404673E95044C9ECC048615760AEAFF0C0550F75809BD961F01BEF70402B34BFD00BAD1091FE0BB6616FAF4C608DE353D049CD3A700D64D9C082BF3FA0DA43D251D6F9094002E64E91B8FDC0A06C4924308CA11CF08DA2C06097A0AC103AE4A0F20036B630BAE346E0671DB450776BD5D05BA7CCC03F8AA12120C58510D5E59800F5DF9480A5E29FE034042E0010927770A013592010959D0081C038701B1B416076B732E03CA4F2B052266F514A8ECA603EDA10F07D266BB0D7EA0960DE715450447E42912D13AB103E0C6C4023E5ACD0085EA7D0628E5B700FBFE9D03F9B01401247BC20DFC964829381FF20D8A530302');
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	applied_at DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'first_tables','2026-11-22 03:56:53.804689');
CREATE TABLE pages (
	digest VARCHAR(64) NOT NULL, 
	address VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(article) REFERENCES articles (id)
);
INSERT INTO "pages" VALUES('d72467c6e4d6b41239f613be629dd479d73cb91dd347f832a179924637ed764f','wall.txt','wall');
CREATE TABLE refusals (
	address VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	remedy VARCHAR NOT NULL, 
	refused_at DATETIME NOT NULL, 
	PRIMARY KEY (address)
);
CREATE TABLE spans (
	statement VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	PRIMARY KEY (statement, role, position), 
	CONSTRAINT role_known CHECK (role IN ('source', 'cue', 'content')), 
	CONSTRAINT span_is_not_empty CHECK (start >= 0 AND "end" > start), 
	FOREIGN KEY(statement) REFERENCES statements (id)
)
 WITHOUT ROWID

;
INSERT INTO "spans" VALUES('a48010f1760e30ef','content',0,61,78,'“Not in a storm,”');
INSERT INTO "spans" VALUES('a48010f1760e30ef','cue',0,84,88,'told');
INSERT INTO "spans" VALUES('a48010f1760e30ef','source',0,79,83,'Ruiz');
INSERT INTO "spans" VALUES('bd61c32f1b55c9e3','content',0,31,58,'that the sea wall must wait');
INSERT INTO "spans" VALUES('bd61c32f1b55c9e3','cue',0,15,19,'said');
INSERT INTO "spans" VALUES('bd61c32f1b55c9e3','source',0,0,14,'Mayor Ana Ruiz');
INSERT INTO "spans" VALUES('deec7d9839e5b571','content',0,115,142,'that the fields would flood');
INSERT INTO "spans" VALUES('deec7d9839e5b571','cue',0,110,114,'said');
INSERT INTO "spans" VALUES('deec7d9839e5b571','source',0,102,109,'Farmers');
CREATE TABLE statements (
	id VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	confidence FLOAT NOT NULL, 
	date DATE, 
	date_basis VARCHAR(10) NOT NULL, 
	speaker VARCHAR, 
	copy_of VARCHAR, 
	tagger VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT confidence_is_a_share CHECK (confidence >= 0 AND confidence <= 1), 
	FOREIGN KEY(article) REFERENCES articles (id), 
	CONSTRAINT statementkind_known CHECK (kind IN ('direct', 'indirect', 'mixed')), 
	CONSTRAINT datebasis_known CHECK (date_basis IN ('expression', 'article', 'unknown')), 
	FOREIGN KEY(speaker) REFERENCES actors (id), 
	FOREIGN KEY(copy_of) REFERENCES statements (id)
);
INSERT INTO "statements" VALUES('bd61c32f1b55c9e3','wall',31,'indirect',0.74,'2031-03-04','expression','ana-ruiz',NULL,'rules');
INSERT INTO "statements" VALUES('a48010f1760e30ef','wall',61,'direct',0.9,'2031-03-05','article','ana-ruiz',NULL,'rules');
INSERT INTO "statements" VALUES('deec7d9839e5b571','wall',115,'indirect',0.74,'2031-03-05','article','farmers',NULL,'rules');
CREATE INDEX ix_articles_copy_of ON articles (copy_of);
CREATE INDEX decisions_by_subject ON decisions (subject, subject_id);
CREATE INDEX ix_pages_article ON pages (article);
CREATE INDEX ix_affiliations_actor ON affiliations (actor);
CREATE INDEX ix_statements_speaker ON statements (speaker);
CREATE INDEX ix_statements_copy_of ON statements (copy_of);
CREATE INDEX ix_statements_article ON statements (article);
CREATE TRIGGER article_text_never_changes BEFORE UPDATE OF text, digest ON articles
       BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision is never deleted; undo it'); END;
CREATE TRIGGER decisions_are_only_undone
       BEFORE UPDATE OF id, made_at, made_by, subject, subject_id, field, old, new, why ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision never changes; undo it and make another'); END;
CREATE TRIGGER decisions_are_undone_once BEFORE UPDATE OF undone_at, undone_by ON decisions
       WHEN OLD.undone_at IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'the decision is undone already'); END;
COMMIT;

/*
 * The plugin contract of canvass.
 *
 * A plugin is a dynamic library that exports one function,
 *
 *     CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void);
 *
 * and keeps its manifest, a JSON object, in the section ".canvass":
 *
 *     __attribute__((section(".canvass"), used)) static const char manifest[] = "{...}";
 *
 * Who owns what: everything handed over is borrowed until the call returns. What goes back goes through a sink, which copies. Nobody
 * frees the other side's memory. Texts are UTF-8 with a length and without a terminating zero.
 *
 * Threads: an instance is used by one thread at a time, which may be a different one each time. Different instances run at once.
 *
 * Failure: functions that return int32_t return CANVASS_STATUS_OK for success. Before returning anything else, a plugin says why through
 * the error sink. No function may unwind (no C++ exception, no longjmp), end the process, or call back into the host in any other way
 * than through the sinks it was given.
 *
 * Structs grow only at their end; the one before its growth is told by its size. Nothing that has been released ever changes.
 *
 * Generated from the source of the contract; do not edit.
 */

#ifndef CANVASS_H
#define CANVASS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* The first bytes of every table: with the zero that ends it, this text has the eight bytes of `magic`. */
#define CANVASS_MAGIC "CANVASS"

/* Before the one exported function: it stays visible when a library is built with everything else hidden. */
#if defined(_WIN32)
#define CANVASS_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define CANVASS_EXPORT __attribute__((visibility("default")))
#else
#define CANVASS_EXPORT
#endif

// The index that stands for "no item", "no field" or "no entry".
#define CANVASS_NONE UINT32_MAX

// The major version of this contract: a plugin of another major is refused.
#define CANVASS_ABI_MAJOR 1

// The minor version: what has been added since the major.
#define CANVASS_ABI_MINOR 0

// What [`Header::endianness`] holds, in the byte order of the plugin.
#define CANVASS_ENDIANNESS 16909060

// Flag: no panic or exception leaves the plugin.
#define CANVASS_FLAG_PANICS_CONTAINED 1

// Flag: the same canvas gives the same findings and result.
#define CANVASS_FLAG_DETERMINISTIC 2

// Flag: an instance keeps nothing from one canvas to the next.
#define CANVASS_FLAG_STATELESS 4

// Success.
#define CANVASS_STATUS_OK 0

// It failed, and the error sink has been told why.
#define CANVASS_STATUS_FAILED 1

// A sink will take no more; what was sent until now stands.
#define CANVASS_STATUS_REFUSED 2

// The kinds of event of which a result is made.
enum CanvassEventKind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // An object begins.
  CANVASS_EVENT_KIND_BEGIN_OBJECT = 1,
  // The object ends.
  CANVASS_EVENT_KIND_END_OBJECT = 2,
  // A list begins.
  CANVASS_EVENT_KIND_BEGIN_LIST = 3,
  // The list ends.
  CANVASS_EVENT_KIND_END_LIST = 4,
  // A whole value at once, written as JSON in `text`; the host reads it through before it believes it.
  CANVASS_EVENT_KIND_JSON = 5,
  // A text: `text`.
  CANVASS_EVENT_KIND_TEXT = 6,
  // A whole number: `integer`.
  CANVASS_EVENT_KIND_INTEGER = 7,
  // A number: `number`, which must be finite.
  CANVASS_EVENT_KIND_NUMBER = 8,
  // True or false: `integer` is 1 or 0.
  CANVASS_EVENT_KIND_BOOLEAN = 9,
  // Nothing.
  CANVASS_EVENT_KIND_NULL = 10,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum CanvassEventKind CanvassEventKind;
#else
typedef uint32_t CanvassEventKind;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What an attribute's value is.
enum CanvassValueTag
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // `value` is the code of a term of one of the vocabularies.
  CANVASS_VALUE_TAG_TERM = 1,
  // `value` is 0 or 1.
  CANVASS_VALUE_TAG_FLAG = 2,
  // `value` is an index into the table of quantities.
  CANVASS_VALUE_TAG_QUANTITY = 3,
  // `text` is the value.
  CANVASS_VALUE_TAG_TEXT = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum CanvassValueTag CanvassValueTag;
#else
typedef uint32_t CanvassValueTag;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The frozen beginning of the plugin's table. Its layout is the same in every version of the contract, for ever.
typedef struct {
  // [`MAGIC`].
  uint8_t magic[8];
  // The size of the whole table in bytes.
  uint32_t struct_size;
  // [`ENDIANNESS`].
  uint32_t endianness;
  // The size of a pointer in bytes.
  uint32_t pointer_width;
  // The major version the plugin speaks.
  uint32_t abi_major;
  // The minor version the plugin was built against.
  uint32_t abi_minor;
  // The lowest minor version of a host that the plugin can work with.
  uint32_t min_peer_minor;
  // Flags, such as [`FLAG_PANICS_CONTAINED`].
  uint64_t flags;
} CanvassHeader;

// What the host offers to an instance. Nothing yet but its version; new abilities will be appended.
typedef struct {
  // The size of this struct in bytes.
  uint32_t struct_size;
  // The major version the host speaks.
  uint32_t abi_major;
  // The minor version the host speaks.
  uint32_t abi_minor;
  // Always 0.
  uint32_t reserved;
} CanvassHostTable;

// A borrowed text: UTF-8, not terminated. With length 0 the pointer may be anything.
typedef struct {
  // The first byte.
  const uint8_t *data;
  // The number of bytes.
  size_t length;
} CanvassText;

// Takes the reason of a failure. The text is copied before the call returns.
typedef struct {
  // The size of this struct in bytes.
  uint32_t struct_size;
  // Always 0.
  uint32_t reserved;
  // Handed back on every call.
  void *context;
  // Takes the reason. Called by the plugin, on the thread that is in the plugin, any number of times; the last reason counts.
  void (*error)(void *context, CanvassText reason);
} CanvassErrorSink;

// A stretch of the graph's text: UTF-8, in bytes, not terminated.
typedef struct {
  // Where it begins.
  uint32_t offset;
  // How many bytes it is long; 0 where there is no text.
  uint32_t length;
} CanvassTextRange;

// A stretch of a table.
typedef struct {
  // The index of the first row.
  uint32_t first;
  // How many rows.
  uint32_t count;
} CanvassRowRange;

// One item: the canvas itself (always item 0), a note of one of the nine blocks, or a need.
typedef struct {
  // The number of the item's block: 0 the canvas, 1 to 9 the nine blocks in canonical order, 10 a need.
  uint32_t block;
  // For the canvas: bit n is set when block n is stated. For other items 0.
  uint32_t flags;
  // The identifier.
  CanvassTextRange id;
  // The name; for a need its text.
  CanvassTextRange name;
  // The further explanation.
  CanvassTextRange note;
  // The JSON Pointer of the item in the document.
  CanvassTextRange pointer;
  // The item's rows in the table of attributes.
  CanvassRowRange attributes;
  // The item's rows in the table of links: those that start here.
  CanvassRowRange links;
} CanvassItemRow;

// One stated value of one item. A field that holds a list gives one row for each element.
typedef struct {
  // The number of the field.
  uint32_t field;
  // What the value is: a [`ValueTag`].
  uint32_t tag;
  // The value, as the tag says.
  uint32_t value;
  // The place of the element in the field's list, or [`NONE`] for a field that is no list.
  uint32_t index;
  // The text, where the tag says so.
  CanvassTextRange text;
} CanvassAttributeRow;

// An exact decimal number: mantissa × 10^−scale.
typedef struct {
  // All digits, with their sign.
  int64_t mantissa;
  // How many of them stand behind the point.
  uint32_t scale;
  // Always 0.
  uint32_t reserved;
} CanvassDecimalRow;

// A number or a range, possibly of money.
typedef struct {
  // The lowest plausible value.
  CanvassDecimalRow low;
  // The most likely value; meaningful only when `has_likely` is 1.
  CanvassDecimalRow likely;
  // The highest plausible value.
  CanvassDecimalRow high;
  // The ISO 4217 code for money (the canvas's own where the amount states none); empty otherwise or when not known.
  CanvassTextRange currency;
  // The code of the period or unit, or 0 where none is stated.
  uint32_t period;
  // Whether a most likely value is stated: 0 or 1.
  uint32_t has_likely;
} CanvassQuantityRow;

// A typed link between two items.
typedef struct {
  // The number of the field that states it: `for`, `from`, `reaches`, …
  uint32_t field;
  // The item that states it.
  uint32_t from;
  // The item it leads to; 0, the canvas, stands for the company.
  uint32_t to;
  // For a contribution the code of its kind, otherwise 0.
  uint32_t qualifier;
  // The place in the field's list, or [`NONE`].
  uint32_t index;
  // How the link is known: an [`Origin`](crate::facts::Origin).
  uint32_t origin;
} CanvassLinkRow;

// Something derived from the canvas.
typedef struct {
  // The number of the kind of fact.
  uint32_t kind;
  // The item it is about.
  uint32_t subject;
  // The item it relates the subject to, or [`NONE`].
  uint32_t object;
  // The code of a term, where the kind of fact has one; otherwise 0.
  uint32_t value;
  // How it is known: an [`Origin`](crate::facts::Origin).
  uint32_t origin;
  // How sure it is, in thousandths: 1000 for what is stated.
  uint32_t confidence;
  // Its rows in the table of places: what it rests on.
  CanvassRowRange evidence;
  // The words from which it was read; empty unless the origin says read.
  CanvassTextRange words;
} CanvassFactRow;

// A place in the document: an item, or a field of it, or an element of that field.
typedef struct {
  // The index of the item.
  uint32_t item;
  // The number of the field, or [`NONE`] for the item as a whole.
  uint32_t field;
  // The place in the field's list, or [`NONE`].
  uint32_t index;
} CanvassPlace;

// The canvas: a read-only property graph of a few tables and one text, valid until the call returns.
typedef struct {
  // The size of this struct in bytes.
  uint32_t struct_size;
  // Always 0.
  uint32_t reserved;
  // The text that all text ranges refer to.
  CanvassText text;
  // The items; item 0 is the canvas. Items of one block lie together, blocks in the order of their numbers.
  const CanvassItemRow *items;
  // How many.
  size_t item_count;
  // What items state, grouped by item.
  const CanvassAttributeRow *attributes;
  // How many.
  size_t attribute_count;
  // Numbers, ranges, money.
  const CanvassQuantityRow *quantities;
  // How many.
  size_t quantity_count;
  // Typed links, grouped by the item they start from.
  const CanvassLinkRow *links;
  // How many.
  size_t link_count;
  // Derived facts, grouped by kind in the order of the kinds' numbers.
  const CanvassFactRow *facts;
  // How many.
  size_t fact_count;
  // The places that facts rest on.
  const CanvassPlace *places;
  // How many.
  size_t place_count;
  // Handed back to `document`.
  void *context;
  // Writes the canvas as JSON, for whoever prefers that to the tables; made only when asked for. Calls `write` once, before it returns,
  // with `target` and the text; 0 when that happened.
  int32_t (*document)(void *context, void (*write)(void *target, CanvassText json), void *target);
} CanvassGraphTable;

// A name and a value that a message speaks of.
typedef struct {
  // The name by which the message refers to it.
  CanvassText name;
  // The value.
  CanvassText value;
} CanvassArgumentRow;

// Something a finding rests on.
typedef struct {
  // Where.
  CanvassPlace place;
  // Always 0.
  uint32_t reserved;
  // What it shows.
  CanvassText says;
} CanvassEvidenceRow;

// One finding, as the plugin hands it to the sink.
typedef struct {
  // The size of this struct in bytes.
  uint32_t struct_size;
  // 0 for the severity of the rule, or 1 strength, 2 hint, 3 info, 4 warning, 5 error.
  uint32_t severity;
  // The code of one of the analyzer's rules.
  CanvassText code;
  // The key of one of that rule's messages.
  CanvassText key;
  // What the message names.
  const CanvassArgumentRow *arguments;
  // How many.
  size_t argument_count;
  // What it is about, the most telling place first. At least one.
  const CanvassPlace *at;
  // How many.
  size_t at_count;
  // What it rests on.
  const CanvassEvidenceRow *evidence;
  // How many.
  size_t evidence_count;
  // How sure it is, from 0 to 1.
  double confidence;
  // How to mend it, as a JSON Patch, or empty.
  CanvassText fix;
} CanvassFindingRow;

// One step in writing a result: what JSON would be if it were spoken.
typedef struct {
  // An [`EventKind`].
  uint32_t kind;
  // 1 when the value stands under a key, in an object; otherwise 0.
  uint32_t has_key;
  // The key.
  CanvassText key;
  // The text of a text.
  CanvassText text;
  // The value of a whole number, or of true and false.
  int64_t integer;
  // The value of a number.
  double number;
} CanvassEvent;

// Takes what an analyzer has to say. Everything is copied before a call returns.
typedef struct {
  // The size of this struct in bytes.
  uint32_t struct_size;
  // Always 0.
  uint32_t reserved;
  // Handed back on every call.
  void *context;
  // Takes one finding; [`STATUS_REFUSED`] when there are too many already.
  int32_t (*finding)(void *context, const CanvassFindingRow *finding);
  // Takes the next events of the result, one or many at a time; [`STATUS_REFUSED`] when it has become too large.
  int32_t (*events)(void *context, const CanvassEvent *events, size_t count);
  // Takes the reason of a failure.
  CanvassErrorSink errors;
} CanvassSink;

// The table that the entry function returns. It and everything in it lives as long as the library, which is never unloaded.
typedef struct {
  // The frozen beginning.
  CanvassHeader header;
  // Makes an instance of the analyzer of that name, configured by a JSON object that fits the schema in the manifest. May be called on
  // any thread, also while other instances run. On success stores the instance and returns 0.
  int32_t (*create)(const CanvassHostTable *host,
                    CanvassText analyzer,
                    CanvassText configuration,
                    const CanvassErrorSink *errors,
                    void **instance);
  // Ends an instance. Called once for each instance, when nothing runs in it.
  void (*destroy)(void *instance);
  // Analyses one canvas: findings and the events of one result value go to the sink.
  int32_t (*analyze)(void *instance, const CanvassGraphTable *graph, const CanvassSink *sink);
} CanvassPluginTable;

#endif  /* CANVASS_H */

/* The numbers of blocks, fields, kinds of facts, origins, severities and terms. */

#define CANVASS_BLOCK_CANVAS 0u
#define CANVASS_BLOCK_KEY_PARTNERSHIPS 1u
#define CANVASS_BLOCK_KEY_ACTIVITIES 2u
#define CANVASS_BLOCK_KEY_RESOURCES 3u
#define CANVASS_BLOCK_VALUE_PROPOSITIONS 4u
#define CANVASS_BLOCK_CUSTOMER_RELATIONSHIPS 5u
#define CANVASS_BLOCK_CHANNELS 6u
#define CANVASS_BLOCK_CUSTOMER_SEGMENTS 7u
#define CANVASS_BLOCK_COST_STRUCTURE 8u
#define CANVASS_BLOCK_REVENUE_STREAMS 9u
#define CANVASS_BLOCK_NEED 10u

#define CANVASS_FIELD_TAGS 1u
#define CANVASS_FIELD_STATUS 2u
#define CANVASS_FIELD_EVIDENCE 3u
#define CANVASS_FIELD_CONFIDENCE 4u
#define CANVASS_FIELD_NAME 5u
#define CANVASS_FIELD_ID 6u
#define CANVASS_FIELD_KIND 10u
#define CANVASS_FIELD_MARKET 11u
#define CANVASS_FIELD_ROLES 12u
#define CANVASS_FIELD_SIZE 13u
#define CANVASS_FIELD_PART_OF 14u
#define CANVASS_FIELD_CUSTOMER_OF 15u
#define CANVASS_FIELD_CONTROLS 16u
#define CANVASS_FIELD_PAYING_SHARE 17u
#define CANVASS_FIELD_CLAIMING_SHARE 18u
#define CANVASS_FIELD_COST_TO_SERVE 19u
#define CANVASS_FIELD_ENGAGEMENT 20u
#define CANVASS_FIELD_CONTRIBUTES 21u
#define CANVASS_FIELD_NEEDS 22u
#define CANVASS_FIELD_IMPORTANCE 23u
#define CANVASS_FIELD_FOR 30u
#define CANVASS_FIELD_ADDRESSES 31u
#define CANVASS_FIELD_VALUE 32u
#define CANVASS_FIELD_REQUIRES 33u
#define CANVASS_FIELD_EXTENDS 34u
#define CANVASS_FIELD_DEPENDS_ON 35u
#define CANVASS_FIELD_ASSORTMENT_ITEMS 36u
#define CANVASS_FIELD_ASSORTMENT_SHARE_OUTSIDE_TOP_FIFTH 37u
#define CANVASS_FIELD_REACHES 40u
#define CANVASS_FIELD_DELIVERS 41u
#define CANVASS_FIELD_OWNER 42u
#define CANVASS_FIELD_PHASES 43u
#define CANVASS_FIELD_WITH 50u
#define CANVASS_FIELD_MOTIVE 51u
#define CANVASS_FIELD_LOCK_IN 52u
#define CANVASS_FIELD_FROM 60u
#define CANVASS_FIELD_RECURRENCE 61u
#define CANVASS_FIELD_PRICING 62u
#define CANVASS_FIELD_PRICE 63u
#define CANVASS_FIELD_VOLUME 64u
#define CANVASS_FIELD_AMOUNT 65u
#define CANVASS_FIELD_SHARE 66u
#define CANVASS_FIELD_SUPPORTS 70u
#define CANVASS_FIELD_IDLE 71u
#define CANVASS_FIELD_DONE_BY 80u
#define CANVASS_FIELD_PROVIDES 90u
#define CANVASS_FIELD_CAUSED_BY 100u
#define CANVASS_FIELD_DRIVER 101u
#define CANVASS_FIELD_ECONOMIES 102u
#define CANVASS_FIELD_COST_ORIENTATION 110u
#define CANVASS_FIELD_PORTFOLIO 111u
#define CANVASS_FIELD_STAGE 112u
#define CANVASS_FIELD_CURRENCY 113u
#define CANVASS_FIELD_LANG 114u
#define CANVASS_FIELD_ORGANIZATION 115u

#define CANVASS_FACT_TYPED 1u
#define CANVASS_FACT_ROLE 2u
#define CANVASS_FACT_USES 3u
#define CANVASS_FACT_PAYS 4u
#define CANVASS_FACT_PAID_FOR 5u
#define CANVASS_FACT_FREE 6u
#define CANVASS_FACT_GIVES 7u
#define CANVASS_FACT_DEPENDS_ON 8u
#define CANVASS_FACT_SAME_PEOPLE 9u
#define CANVASS_FACT_CUSTOMER_OF 10u
#define CANVASS_FACT_CONTROLS 11u
#define CANVASS_FACT_EXTENDS 12u
#define CANVASS_FACT_REQUIRES 13u
#define CANVASS_FACT_REACHES 14u
#define CANVASS_FACT_DELIVERS 15u
#define CANVASS_FACT_WITH 16u
#define CANVASS_FACT_SUPPORTS 17u
#define CANVASS_FACT_PROVIDES 18u
#define CANVASS_FACT_ADDRESSES 19u
#define CANVASS_FACT_CAUSED_BY 20u
#define CANVASS_FACT_DONE_BY 21u
#define CANVASS_FACT_BELOW_COST 22u

#define CANVASS_ORIGIN_STATED 1u
#define CANVASS_ORIGIN_IMPLIED 2u
#define CANVASS_ORIGIN_READ 3u

#define CANVASS_SEVERITY_OF_RULE 0u
#define CANVASS_SEVERITY_STRENGTH 1u
#define CANVASS_SEVERITY_HINT 2u
#define CANVASS_SEVERITY_INFO 3u
#define CANVASS_SEVERITY_WARNING 4u
#define CANVASS_SEVERITY_ERROR 5u

#define CANVASS_SEGMENT_KIND_INDIVIDUALS 16u
#define CANVASS_SEGMENT_KIND_BUSINESSES 17u
#define CANVASS_SEGMENT_KIND_GOVERNMENT 18u
#define CANVASS_SEGMENT_KIND_NONPROFIT 19u

#define CANVASS_MARKET_MASS 32u
#define CANVASS_MARKET_NICHE 33u
#define CANVASS_MARKET_SEGMENTED 34u
#define CANVASS_MARKET_DIVERSIFIED 35u
#define CANVASS_MARKET_MULTI_SIDED 36u

#define CANVASS_ROLE_USER 48u
#define CANVASS_ROLE_PAYER 49u
#define CANVASS_ROLE_DECIDER 50u
#define CANVASS_ROLE_BUYER 51u
#define CANVASS_ROLE_INFLUENCER 52u
#define CANVASS_ROLE_SPONSOR 53u
#define CANVASS_ROLE_GATEKEEPER 54u
#define CANVASS_ROLE_BENEFICIARY 55u

#define CANVASS_CONTRIBUTION_KIND_ATTENTION 64u
#define CANVASS_CONTRIBUTION_KIND_CONTENT 65u
#define CANVASS_CONTRIBUTION_KIND_DATA 66u
#define CANVASS_CONTRIBUTION_KIND_NETWORK 67u
#define CANVASS_CONTRIBUTION_KIND_SUPPLY 68u
#define CANVASS_CONTRIBUTION_KIND_REFERRAL 69u
#define CANVASS_CONTRIBUTION_KIND_LABOUR 70u
#define CANVASS_CONTRIBUTION_KIND_CONVERSION_POOL 71u

#define CANVASS_NEED_KIND_JOB 80u
#define CANVASS_NEED_KIND_PAIN 81u
#define CANVASS_NEED_KIND_GAIN 82u

#define CANVASS_VALUE_KIND_NEWNESS 96u
#define CANVASS_VALUE_KIND_PERFORMANCE 97u
#define CANVASS_VALUE_KIND_CUSTOMIZATION 98u
#define CANVASS_VALUE_KIND_GETTING_THE_JOB_DONE 99u
#define CANVASS_VALUE_KIND_DESIGN 100u
#define CANVASS_VALUE_KIND_BRAND_STATUS 101u
#define CANVASS_VALUE_KIND_PRICE 102u
#define CANVASS_VALUE_KIND_COST_REDUCTION 103u
#define CANVASS_VALUE_KIND_RISK_REDUCTION 104u
#define CANVASS_VALUE_KIND_ACCESSIBILITY 105u
#define CANVASS_VALUE_KIND_CONVENIENCE_USABILITY 106u

#define CANVASS_CHANNEL_KIND_SALES_FORCE 112u
#define CANVASS_CHANNEL_KIND_WEB_SALES 113u
#define CANVASS_CHANNEL_KIND_OWN_STORE 114u
#define CANVASS_CHANNEL_KIND_PARTNER_STORE 115u
#define CANVASS_CHANNEL_KIND_WHOLESALER 116u

#define CANVASS_OWNER_OWN 128u
#define CANVASS_OWNER_PARTNER 129u
#define CANVASS_OWNER_LEASED 130u

#define CANVASS_PHASE_AWARENESS 144u
#define CANVASS_PHASE_EVALUATION 145u
#define CANVASS_PHASE_PURCHASE 146u
#define CANVASS_PHASE_DELIVERY 147u
#define CANVASS_PHASE_AFTER_SALES 148u

#define CANVASS_RELATIONSHIP_KIND_PERSONAL_ASSISTANCE 160u
#define CANVASS_RELATIONSHIP_KIND_DEDICATED_PERSONAL_ASSISTANCE 161u
#define CANVASS_RELATIONSHIP_KIND_SELF_SERVICE 162u
#define CANVASS_RELATIONSHIP_KIND_AUTOMATED_SERVICE 163u
#define CANVASS_RELATIONSHIP_KIND_COMMUNITY 164u
#define CANVASS_RELATIONSHIP_KIND_CO_CREATION 165u

#define CANVASS_RELATIONSHIP_MOTIVE_ACQUISITION 176u
#define CANVASS_RELATIONSHIP_MOTIVE_RETENTION 177u
#define CANVASS_RELATIONSHIP_MOTIVE_UPSELLING 178u

#define CANVASS_STREAM_KIND_ASSET_SALE 192u
#define CANVASS_STREAM_KIND_USAGE_FEE 193u
#define CANVASS_STREAM_KIND_SUBSCRIPTION_FEE 194u
#define CANVASS_STREAM_KIND_LENDING_RENTING_LEASING 195u
#define CANVASS_STREAM_KIND_LICENSING 196u
#define CANVASS_STREAM_KIND_BROKERAGE_FEE 197u
#define CANVASS_STREAM_KIND_ADVERTISING 198u
#define CANVASS_STREAM_KIND_DONATION 199u
#define CANVASS_STREAM_KIND_GRANT_OR_TAX 200u

#define CANVASS_RECURRENCE_TRANSACTION 208u
#define CANVASS_RECURRENCE_RECURRING 209u

#define CANVASS_PRICING_LIST_PRICE 224u
#define CANVASS_PRICING_FEATURE_DEPENDENT 225u
#define CANVASS_PRICING_SEGMENT_DEPENDENT 226u
#define CANVASS_PRICING_VOLUME_DEPENDENT 227u
#define CANVASS_PRICING_NEGOTIATION 228u
#define CANVASS_PRICING_YIELD_MANAGEMENT 229u
#define CANVASS_PRICING_REAL_TIME_MARKET 230u
#define CANVASS_PRICING_AUCTION 231u
#define CANVASS_PRICING_PAY_WHAT_YOU_WANT 232u

#define CANVASS_RESOURCE_KIND_PHYSICAL 240u
#define CANVASS_RESOURCE_KIND_INTELLECTUAL 241u
#define CANVASS_RESOURCE_KIND_HUMAN 242u
#define CANVASS_RESOURCE_KIND_FINANCIAL 243u

#define CANVASS_ACTIVITY_KIND_PRODUCTION 256u
#define CANVASS_ACTIVITY_KIND_PROBLEM_SOLVING 257u
#define CANVASS_ACTIVITY_KIND_PLATFORM_NETWORK 258u

#define CANVASS_PARTNERSHIP_KIND_STRATEGIC_ALLIANCE 272u
#define CANVASS_PARTNERSHIP_KIND_COOPETITION 273u
#define CANVASS_PARTNERSHIP_KIND_JOINT_VENTURE 274u
#define CANVASS_PARTNERSHIP_KIND_BUYER_SUPPLIER 275u

#define CANVASS_PARTNERSHIP_MOTIVE_OPTIMIZATION_ECONOMY_OF_SCALE 288u
#define CANVASS_PARTNERSHIP_MOTIVE_RISK_UNCERTAINTY_REDUCTION 289u
#define CANVASS_PARTNERSHIP_MOTIVE_ACQUISITION_OF_RESOURCES_ACTIVITIES 290u

#define CANVASS_COST_KIND_FIXED 304u
#define CANVASS_COST_KIND_VARIABLE 305u

#define CANVASS_ECONOMIES_SCALE 320u
#define CANVASS_ECONOMIES_SCOPE 321u

#define CANVASS_COST_ORIENTATION_COST_DRIVEN 336u
#define CANVASS_COST_ORIENTATION_VALUE_DRIVEN 337u

#define CANVASS_STATUS_ASSUMPTION 352u
#define CANVASS_STATUS_TESTING 353u
#define CANVASS_STATUS_VALIDATED 354u
#define CANVASS_STATUS_INVALIDATED 355u

#define CANVASS_PORTFOLIO_EXPLORE 368u
#define CANVASS_PORTFOLIO_EXPLOIT 369u

#define CANVASS_STAGE_IDEATION 384u
#define CANVASS_STAGE_DISCOVERY 385u
#define CANVASS_STAGE_VALIDATION 386u
#define CANVASS_STAGE_ACCELERATION 387u
#define CANVASS_STAGE_ESTABLISHED 388u
#define CANVASS_STAGE_RENEWAL 389u

#define CANVASS_PERIOD_UNIT 400u
#define CANVASS_PERIOD_TRANSACTION 401u
#define CANVASS_PERIOD_DAY 402u
#define CANVASS_PERIOD_MONTH 403u
#define CANVASS_PERIOD_YEAR 404u
#define CANVASS_PERIOD_WEEK 405u

/* The one function that a plugin exports. Called once after loading, on any thread; what it returns lives as long as the library. */
#ifdef __cplusplus
extern "C" {
#endif
CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void);
#ifdef __cplusplus
}
#endif

/* The value of an exact decimal as a double. */
static inline double canvass_decimal_to_double(CanvassDecimalRow decimal) {
  double value = (double)decimal.mantissa;
  for (uint32_t place = 0; place < decimal.scale; ++place) value /= 10.0;
  return value;
}

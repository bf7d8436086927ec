//! The closed vocabularies of the canvas: every enumerated value an item may carry.
//!
//! Each vocabulary is an ordinary Rust enum for the document and a range of stable numbers for the plugin boundary:
//! the code of a term is the base of its vocabulary plus its place in it. Terms are appended, never reordered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value out of one of the canvas's vocabularies.
pub trait Term: Copy + 'static {
    /// What the vocabulary lists, in the words of a message: `kind of revenue stream`.
    const SUBJECT: &'static str;
    /// Every term, in the order of their codes.
    const ALL: &'static [Self];
    /// The number of this term at the plugin boundary, unique over all vocabularies.
    fn code(self) -> u32;
    /// The term as a canvas spells it.
    fn as_str(self) -> &'static str;
    /// The term of that number, if it is one of this vocabulary.
    fn from_code(code: u32) -> Option<Self>;
}

/// The code of a term by its spelling.
pub fn code_of<T: Term>(word: &str) -> Option<u32> {
    T::ALL.iter().find(|term| term.as_str() == word).map(|term| term.code())
}

/// How many codes each vocabulary reserves.
pub const VOCABULARY_SIZE: u32 = 16;

macro_rules! vocabularies {
    ($($(#[$meta:meta])* $subject:literal $name:ident = $number:literal { $($(#[$term_meta:meta])* $term:ident $spelling:literal),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
            pub enum $name {
                $($(#[$term_meta])* #[serde(rename = $spelling)] $term,)+
            }

            impl Term for $name {
                const SUBJECT: &'static str = $subject;
                const ALL: &'static [Self] = &[$(Self::$term),+];
                fn code(self) -> u32 {
                    $number * VOCABULARY_SIZE + self as u32
                }
                fn as_str(self) -> &'static str {
                    match self { $(Self::$term => $spelling),+ }
                }
                fn from_code(code: u32) -> Option<Self> {
                    let index = code.checked_sub($number * VOCABULARY_SIZE)?;
                    Self::ALL.get(index as usize).copied()
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.write_str(self.as_str())
                }
            }
        )+

        /// Every vocabulary: its name, what it lists, and the code and spelling of each term.
        pub fn all() -> Vec<(&'static str, &'static str, Vec<(u32, &'static str)>)> {
            vec![$((stringify!($name), $subject, $name::ALL.iter().map(|term| (term.code(), term.as_str())).collect())),+]
        }

        /// The spelling of the term with that code, whatever its vocabulary.
        pub fn spelling(code: u32) -> Option<&'static str> {
            match code / VOCABULARY_SIZE {
                $($number => $name::from_code(code).map(Term::as_str),)+
                _ => None,
            }
        }
    };
}

vocabularies! {
    /// What sort of group a customer segment is.
    "kind of customer segment" SegmentKind = 1 {
        /// Private persons.
        Individuals "individuals",
        /// Companies and the self-employed.
        Businesses "businesses",
        /// Public bodies.
        Government "government",
        /// Charities, associations, foundations.
        Nonprofit "nonprofit",
    }
    /// The kind of market a segment belongs to (Osterwalder & Pigneur, Business Model Generation, 2010, p. 21).
    "kind of market" Market = 2 {
        /// One large group with broadly similar needs.
        Mass "mass",
        /// A narrow, specialised group, often few buyers that depend on the supplier.
        Niche "niche",
        /// Groups with slightly different needs and problems.
        Segmented "segmented",
        /// Unrelated groups with very different needs.
        Diversified "diversified",
        /// Two or more interdependent groups.
        MultiSided "multi_sided",
    }
    /// The part a segment plays in choosing, buying and using (the buying centre, Webster & Wind 1972).
    "role" Role = 3 {
        /// Works with the offer.
        User "user",
        /// Pays for it in money.
        Payer "payer",
        /// Decides whether it is bought.
        Decider "decider",
        /// Carries out the purchase.
        Buyer "buyer",
        /// Meets the problem, compares solutions, is listened to.
        Influencer "influencer",
        /// Carries the cause and seeks the users' engagement.
        Sponsor "sponsor",
        /// Controls who and what gets through.
        Gatekeeper "gatekeeper",
        /// Benefits in the end without using or paying.
        Beneficiary "beneficiary",
    }
    /// What a segment gives besides money.
    "kind of contribution" ContributionKind = 4 {
        /// Looks, reads, listens, watches.
        Attention "attention",
        /// Texts, pictures, videos, reviews, posts.
        Content "content",
        /// Records of what they do and like.
        Data "data",
        /// Their mere presence makes the offer worth more to others.
        Network "network",
        /// Goods, rooms, rides, apps that others come for.
        Supply "supply",
        /// Bring further members.
        Referral "referral",
        /// Work done for the business or for other members.
        Labour "labour",
        /// Out of them come the members who pay later.
        ConversionPool "conversion_pool",
    }
    /// Jobs, pains and gains (Osterwalder et al., Value Proposition Design, 2014, pp. 12–17).
    "kind of need" NeedKind = 5 {
        /// Something they try to get done.
        Job "job",
        /// What annoys them, or keeps them from getting it done.
        Pain "pain",
        /// An outcome or benefit they want.
        Gain "gain",
    }
    /// The eleven ways to create value (Osterwalder & Pigneur 2010, pp. 23–25).
    "kind of value" ValueKind = 6 {
        /// Needs that nobody perceived before, because there was no such offer.
        Newness "newness",
        /// A better product or service of a known kind.
        Performance "performance",
        /// Fitted to the needs of a customer or segment.
        Customization "customization",
        /// Helps the customer get a job done.
        GettingTheJobDone "getting_the_job_done",
        /// Stands out by its design.
        Design "design",
        /// Value in using and showing a brand.
        BrandStatus "brand_status",
        /// Similar value at a lower price, or free.
        Price "price",
        /// Lowers the customer's costs.
        CostReduction "cost_reduction",
        /// Takes risk off the customer.
        RiskReduction "risk_reduction",
        /// Makes something available to those who lacked access.
        Accessibility "accessibility",
        /// More convenient or easier to use.
        ConvenienceUsability "convenience_usability",
    }
    /// Channel types (Osterwalder & Pigneur 2010, p. 27).
    "kind of channel" ChannelKind = 7 {
        /// People who sell.
        SalesForce "sales_force",
        /// A website, an app or an online store.
        WebSales "web_sales",
        /// Stores and places of one's own.
        OwnStore "own_store",
        /// Stores and places of a partner.
        PartnerStore "partner_store",
        /// Wholesale to those who sell on.
        Wholesaler "wholesaler",
    }
    /// Whose a channel or a resource is.
    "owner" Owner = 8 {
        /// One's own.
        Own "own",
        /// Belongs to a partner.
        Partner "partner",
        /// Leased or rented.
        Leased "leased",
    }
    /// The five channel phases (Osterwalder & Pigneur 2010, p. 27).
    "channel phase" Phase = 9 {
        /// They learn that the offer exists.
        Awareness "awareness",
        /// They can judge it.
        Evaluation "evaluation",
        /// They can buy it.
        Purchase "purchase",
        /// They receive it.
        Delivery "delivery",
        /// They are looked after once they have it.
        AfterSales "after_sales",
    }
    /// Customer relationship types (Osterwalder & Pigneur 2010, p. 29).
    "kind of customer relationship" RelationshipKind = 10 {
        /// A person helps during or after the sale.
        PersonalAssistance "personal_assistance",
        /// A representative of their own for each customer.
        DedicatedPersonalAssistance "dedicated_personal_assistance",
        /// Customers help themselves.
        SelfService "self_service",
        /// Self-service that knows the customer.
        AutomatedService "automated_service",
        /// Members help each other.
        Community "community",
        /// Customers help to make the offer.
        CoCreation "co_creation",
    }
    /// What a relationship is for (Osterwalder & Pigneur 2010, p. 28).
    "motive of a relationship" RelationshipMotive = 11 {
        /// To win customers.
        Acquisition "acquisition",
        /// To keep them.
        Retention "retention",
        /// To sell them more.
        Upselling "upselling",
    }
    /// Ways to generate revenue (Osterwalder & Pigneur 2010, pp. 31–32), and two that the book leaves out.
    "kind of revenue stream" StreamKind = 12 {
        /// Ownership of a product is sold.
        AssetSale "asset_sale",
        /// Paid by use.
        UsageFee "usage_fee",
        /// Paid for continuous access.
        SubscriptionFee "subscription_fee",
        /// Paid for the right to use an asset for a time.
        LendingRentingLeasing "lending_renting_leasing",
        /// Paid for the use of protected intellectual property.
        Licensing "licensing",
        /// Paid for bringing two parties together.
        BrokerageFee "brokerage_fee",
        /// Paid for advertising a product, service or brand.
        Advertising "advertising",
        /// Given for a cause.
        Donation "donation",
        /// Paid out of public or foundation money.
        GrantOrTax "grant_or_tax",
    }
    /// How often a payment comes.
    "recurrence" Recurrence = 13 {
        /// Paid once per purchase.
        Transaction "transaction",
        /// Paid again and again.
        Recurring "recurring",
    }
    /// Pricing mechanisms (Osterwalder & Pigneur 2010, p. 33), and pay what you want.
    "pricing" Pricing = 14 {
        /// A fixed price for each offer.
        ListPrice "list_price",
        /// The price depends on number or quality of features.
        FeatureDependent "feature_dependent",
        /// The price depends on the segment.
        SegmentDependent "segment_dependent",
        /// The price depends on the quantity bought.
        VolumeDependent "volume_dependent",
        /// The price is negotiated.
        Negotiation "negotiation",
        /// The price depends on inventory and time of purchase.
        YieldManagement "yield_management",
        /// The price follows supply and demand.
        RealTimeMarket "real_time_market",
        /// The price is found by bidding.
        Auction "auction",
        /// The customer sets the price.
        PayWhatYouWant "pay_what_you_want",
    }
    /// Key resource types (Osterwalder & Pigneur 2010, p. 35).
    "kind of resource" ResourceKind = 15 {
        /// Buildings, machines, vehicles, networks, servers.
        Physical "physical",
        /// Brands, patents, data, platforms in software, partnerships.
        Intellectual "intellectual",
        /// People.
        Human "human",
        /// Cash, credit, guarantees, stock options.
        Financial "financial",
    }
    /// Key activity types (Osterwalder & Pigneur 2010, p. 37).
    "kind of activity" ActivityKind = 16 {
        /// Designing, making and delivering a product.
        Production "production",
        /// Finding solutions to individual customers' problems.
        ProblemSolving "problem_solving",
        /// Running and promoting a platform or network.
        PlatformNetwork "platform_network",
    }
    /// Partnership types (Osterwalder & Pigneur 2010, p. 38).
    "kind of partnership" PartnershipKind = 17 {
        /// Between companies that do not compete.
        StrategicAlliance "strategic_alliance",
        /// Between competitors.
        Coopetition "coopetition",
        /// A new business owned together.
        JointVenture "joint_venture",
        /// To secure reliable supplies.
        BuyerSupplier "buyer_supplier",
    }
    /// Why a partnership exists (Osterwalder & Pigneur 2010, p. 39).
    "motive of a partnership" PartnershipMotive = 18 {
        /// Lower costs by scale and shared infrastructure.
        OptimizationEconomyOfScale "optimization_economy_of_scale",
        /// Less risk in an uncertain environment.
        RiskUncertaintyReduction "risk_uncertainty_reduction",
        /// Resources or activities that one does not want to own.
        AcquisitionOfResourcesActivities "acquisition_of_resources_activities",
    }
    /// How a cost behaves (Osterwalder & Pigneur 2010, p. 41).
    "kind of cost" CostKind = 19 {
        /// The same whatever the volume.
        Fixed "fixed",
        /// Varies with the volume.
        Variable "variable",
    }
    /// What makes a cost fall per unit (Osterwalder & Pigneur 2010, p. 41).
    "economies" Economies = 20 {
        /// Falls as output grows.
        Scale "scale",
        /// Falls as more offers share it.
        Scope "scope",
    }
    /// What the whole cost structure is after (Osterwalder & Pigneur 2010, p. 41).
    "cost orientation" CostOrientation = 21 {
        /// Minimise costs wherever possible.
        CostDriven "cost_driven",
        /// Focus on value creation.
        ValueDriven "value_driven",
    }
    /// How far a claim on the canvas has been tested.
    "status" Status = 22 {
        /// Believed, not yet tested.
        Assumption "assumption",
        /// Being tested.
        Testing "testing",
        /// Evidence supports it.
        Validated "validated",
        /// Evidence speaks against it.
        Invalidated "invalidated",
    }
    /// The half of the portfolio a model belongs to (Osterwalder et al., The Invincible Company, 2020).
    "part of the portfolio" Portfolio = 23 {
        /// A model still being searched for.
        Explore "explore",
        /// A model that is run and improved.
        Exploit "exploit",
    }
    /// How far a model has come.
    "stage" Stage = 24 {
        /// An idea on paper.
        Ideation "ideation",
        /// Testing whether the problem and the wish for a solution exist.
        Discovery "discovery",
        /// Testing whether people pay and it can be delivered.
        Validation "validation",
        /// Growing what has been validated.
        Acceleration "acceleration",
        /// An established business.
        Established "established",
        /// An established business being renewed.
        Renewal "renewal",
    }
    /// What an amount of money is counted by.
    "period or unit" Period = 25 {
        /// Per unit sold or used.
        Unit "unit",
        /// Per transaction.
        Transaction "transaction",
        /// Per day.
        Day "day",
        /// Per month.
        Month "month",
        /// Per year.
        Year "year",
        /// Per week. Only engagement counts by weeks.
        Week "week",
    }
}

impl Period {
    /// How many of this period a year holds, or `None` for a unit or a transaction, which are not stretches of time.
    pub fn per_year(self) -> Option<u32> {
        match self {
            Self::Day => Some(365),
            Self::Week => Some(52),
            Self::Month => Some(12),
            Self::Year => Some(1),
            Self::Unit | Self::Transaction => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_term() {
        for (name, _, terms) in all() {
            assert!(terms.len() <= VOCABULARY_SIZE as usize, "{name} outgrew its range of codes");
            for (code, text) in terms {
                assert_eq!(spelling(code), Some(text), "{name}");
            }
        }
    }

    #[test]
    fn a_code_of_another_vocabulary_is_not_a_term_of_this_one() {
        assert_eq!(StreamKind::from_code(ResourceKind::Physical.code()), None);
        assert_eq!(spelling(0), None);
        assert_eq!(spelling(u32::MAX), None);
    }

    #[test]
    fn serde_and_the_spelling_agree() {
        for kind in StreamKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}

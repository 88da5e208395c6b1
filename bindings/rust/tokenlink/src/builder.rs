// SPDX-License-Identifier: MIT
use crate::{Error, Kind, Link, Permission, Request, Template};

/// A [`Request`] whose permissions are added one by one.
///
/// ```
/// use tokenlink::{Kind, Request};
///
/// let mut builder = Request::builder(Kind::Account).name("Backup job");
/// for bucket in ["workers_r2", "d1"] {
///     builder = builder.permission(bucket, "read");
/// }
/// assert!(builder.build()?.ends_with("&name=Backup%20job"));
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct RequestBuilder<'a> {
    kind: Kind,
    permissions: Vec<Permission<'a>>,
    account_id: &'a str,
    zone_id: &'a str,
    name: &'a str,
}

impl<'a> RequestBuilder<'a> {
    /// A request without permissions.
    pub fn new(kind: Kind) -> Self {
        RequestBuilder {
            kind,
            permissions: Vec::new(),
            account_id: "",
            zone_id: "",
            name: "",
        }
    }

    /// Adds one permission.
    pub fn permission(mut self, key: &'a str, permission_type: &'a str) -> Self {
        self.permissions.push(Permission::new(key, permission_type));
        self
    }

    /// Adds permissions, such as a preset's or those a reader has read.
    pub fn permissions<I: IntoIterator<Item = Permission<'a>>>(mut self, permissions: I) -> Self {
        self.permissions.extend(permissions);
        self
    }

    /// As [`Request::name`].
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// As [`Request::account_id`].
    pub fn account_id(mut self, account_id: &'a str) -> Self {
        self.account_id = account_id;
        self
    }

    /// As [`Request::zone_id`].
    pub fn zone_id(mut self, zone_id: &'a str) -> Self {
        self.zone_id = zone_id;
        self
    }

    /// The request.
    pub fn request(&self) -> Request<'_> {
        Request::new(self.kind, &self.permissions)
            .account_id(self.account_id)
            .zone_id(self.zone_id)
            .name(self.name)
    }

    /// The link.
    ///
    /// # Errors
    ///
    /// As for [`Request::build`].
    pub fn build(&self) -> Result<Link, Error> {
        self.request().build()
    }

    /// Compiles the request as a template.
    ///
    /// # Errors
    ///
    /// As for [`Template::new`].
    pub fn compile(&self) -> Result<Template, Error> {
        self.request().compile()
    }
}
